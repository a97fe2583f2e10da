"use strict";
(() => {
  const at = (id) => document.getElementById(id);
  const all = (what, within = document) => [...within.querySelectorAll(what)];
  const table = at("at_table"), rows = all("tr[data-id]", table), form = at("at_filter");
  const heads = all("th[data-sort]", table), homes = rows.map((row) => row.parentNode);
  const fields = { text: at("f_text"), status: at("f_status"), group: at("f_group"), unit: at("f_unit") };
  const lang = document.documentElement.lang;
  let sorted = "";  // by which column; with a minus downwards; empty in the plan's order

  function filter() {
    const text = fields.text.value.trim().toLocaleLowerCase(lang);
    let shown = 0;
    for (const row of rows) {
      const { status, group, units, id } = row.dataset;
      const fits = (!fields.status.value || status === fields.status.value)
        && (!fields.group.value || group === fields.group.value)
        && (!fields.unit?.value || units.split(" ").includes(fields.unit.value))
        && (!text || `${id} ${row.textContent}`.toLocaleLowerCase(lang).includes(text));
      row.hidden = !fits;
      shown += fits;
    }
    for (const head of all("tr.head", table)) {
      head.hidden = !!sorted || all("tr[data-id]", head.parentNode).every((row) => row.hidden);
    }
    const count = at("at_count");
    count.textContent = count.dataset.words.replace("#", shown);
    at("at_none").hidden = shown > 0;
  }

  // What a row is sorted by: words stand before numbers, what is not known (null) stays last.
  function key(row, head) {
    const text = row.cells[head.cellIndex].textContent.trim();
    switch (head.dataset.sort) {
      case "status": return +row.dataset.rank;
      case "date": return +row.dataset.month || null;
      case "arrow": return "↓→↗↑".indexOf(text || "•") + 1 || null;
      case "value": if (!row.dataset.month) return null;  // in brackets: it judges nothing
      default: return /^–?$/.test(text) ? null : +(text.match(/-?\d+(\.\d+)?/) || [-Infinity])[0];
    }
  }

  const name = (row) => row.querySelector("th a").textContent;

  function order(head, way) {
    if (head.dataset.sort === "name") return (a, b) => way * name(a).localeCompare(name(b), lang, { numeric: true });
    const keys = new Map(rows.map((row) => [row, key(row, head)]));
    return (a, b) => {
      const x = keys.get(a), y = keys.get(b);
      return x === null || y === null ? (x === null) - (y === null) : x === y ? 0 : way * (x < y ? -1 : 1);
    };
  }

  function sort(by) {
    const down = by[0] === "-", head = heads.find((one) => one.dataset.sort === by.replace("-", "")) || heads[0];
    for (const one of heads) one.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    sorted = head === heads[0] && !down ? "" : by;
    if (sorted) table.tBodies[0].append(...rows.toSorted(order(head, down ? -1 : 1)));
    else rows.forEach((row, k) => homes[k].append(row));
    filter();
  }

  // The address tells what is filtered and how it is sorted, so that a view can be linked to.
  function tell() {
    const said = new URLSearchParams();
    for (const [name, field] of Object.entries(fields)) if (field?.value) said.set(name, field.value);
    if (sorted) said.set("sort", sorted);
    history.replaceState(null, "", said.size ? `#${said}` : location.pathname + location.search);
  }

  function open() {
    const hash = location.hash.slice(1);
    if (hash.includes("=")) {
      const said = new URLSearchParams(hash);
      for (const [name, field] of Object.entries(fields)) if (field) field.value = said.get(name) || "";
      sort(said.get("sort") || "");
      at("at_targets").scrollIntoView();
      return;
    }
    const goal = hash && at(hash);
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
  for (const head of heads) {
    head.firstElementChild.addEventListener("click", () => {
      sort((head.ariaSort === "ascending" ? "-" : "") + head.dataset.sort);
      tell();
    });
  }
  const changed = () => { filter(); tell(); };
  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(changed));
  for (const link of all("a[data-pick]")) {
    link.addEventListener("click", () => {
      form.reset();
      setTimeout(() => { fields.status.value = link.dataset.pick; changed(); });
    });
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
