"use strict";
(() => {
  const at = (id) => document.getElementById(id);
  const all = (what, within = document) => [...within.querySelectorAll(what)];
  const regions = all(".region"), rows = all(".heat tbody tr:not(.sum)"), none = at("at_none"), text = at("f_text");
  const folded = regions.map((one) => one.open), lang = document.documentElement.lang;
  const said = rows.map((row) => row.cells[0].textContent.toLocaleLowerCase(lang));

  // What is looked for stands alone, its regions unfolded; nothing looked for: all as it was.
  function find() {
    const wanted = text.value.trim().toLocaleLowerCase(lang);
    let shown = 0;
    rows.forEach((row, k) => shown += !(row.hidden = !said[k].includes(wanted)));
    regions.forEach((one, k) => {
      one.hidden = wanted && !one.querySelector(".heat tbody tr:not(.sum):not([hidden])");
      one.open = wanted ? !one.hidden : folded[k];
    });
    all(".heat .sum").forEach((row) => row.hidden = wanted !== "");
    none.textContent = shown ? "" : none.dataset.words;
  }

  const button = at("at_all");
  if (folded.every(Boolean)) button.textContent = button.dataset.close;
  button.addEventListener("click", () => {
    const opening = button.textContent === button.dataset.open;
    regions.forEach((one, k) => one.open = folded[k] = opening);
    button.textContent = opening ? button.dataset.close : button.dataset.open;
  });
  text.addEventListener("input", find);
  at("at_tools").hidden = false;
})();
