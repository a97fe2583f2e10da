"use strict";
(() => {
  const at = (id) => document.getElementById(id);
  const all = (what, within = document) => [...within.querySelectorAll(what)];
  const table = at("at_table"), rows = all("tr[data-id]", table), form = at("at_filter");
  const heads = all("th[data-sort]", table), homes = rows.map((row) => row.parentNode);
  const fields = { status: at("f_status"), group: at("f_group"), unit: at("f_unit") };
  const lang = document.documentElement.lang;
  let byPlan = true;

  function filter() {
    const text = at("f_text").value.trim().toLocaleLowerCase(lang);
    let shown = 0;
    for (const row of rows) {
      const { status, group, units, id } = row.dataset;
      const fits = (!fields.status.value || status === fields.status.value)
        && (!fields.group.value || group === fields.group.value)
        && (!fields.unit.value || units.split(" ").includes(fields.unit.value))
        && (!text || `${id} ${row.textContent}`.toLocaleLowerCase(lang).includes(text));
      row.hidden = !fits;
      shown += fits;
    }
    for (const head of all("tr.head", table)) {
      head.hidden = !byPlan || all("tr[data-id]", head.parentNode).every((row) => row.hidden);
    }
    const count = at("at_count");
    count.textContent = count.dataset.words.replace("#", shown);
    at("at_none").hidden = shown > 0;
  }

  const name = (row) => row.querySelector("th a").textContent;

  function compare(a, b, key, way) {
    if (key === "name") return way * name(a).localeCompare(name(b), lang, { numeric: true });
    const x = a.getAttribute(`data-k-${key}`), y = b.getAttribute(`data-k-${key}`);
    return x === null || y === null ? (x === null) - (y === null) : way * (x - y);
  }

  function sort(head) {
    const key = head.dataset.sort, down = head.getAttribute("aria-sort") === "ascending";
    for (const one of heads) one.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    byPlan = key === "no" && !down;
    const order = rows.map((row, k) => [row, k]);
    if (!byPlan) order.sort(([a, j], [b, k]) => compare(a, b, key, down ? -1 : 1) || j - k);
    for (const [row, k] of order) (byPlan ? homes[k] : table.tBodies[0]).append(row);
    filter();
  }

  function open() {
    const id = decodeURIComponent(location.hash.slice(1));
    const goal = id && at(id);
    if (!goal) return;
    const fold = goal.matches("details") ? goal : goal.querySelector(":scope > details");
    if (fold) fold.open = true;
    goal.scrollIntoView();
  }

  // On a phone rows are laid out as blocks: their roles say that this is still a table.
  const roles = { table: "table", thead: "rowgroup", tbody: "rowgroup", tr: "row", td: "cell" };
  for (const part of [table, ...all("*", table)]) {
    const role = roles[part.localName] || (part.localName === "th" && (part.scope === "col" ? "columnheader" : "rowheader"));
    if (role) part.setAttribute("role", role);
  }
  for (const head of heads) head.firstElementChild.addEventListener("click", () => sort(head));
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  for (const link of all("a[data-pick]")) {
    link.addEventListener("click", () => { form.reset(); fields.status.value = link.dataset.pick; setTimeout(filter); });
  }
  const button = at("at_all"), folds = all("#at_charts details");
  button.addEventListener("click", () => {
    const opening = button.textContent === button.dataset.open;
    for (const fold of folds) fold.open = opening;
    button.textContent = opening ? button.dataset.close : button.dataset.open;
  });
  addEventListener("hashchange", open);
  form.hidden = button.hidden = false;
  filter();
  open();
})();
