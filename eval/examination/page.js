// Shows and hides the cases of the report. It makes no markup: everything is on the page already.
"use strict";
(() => {
  const cases = [...document.querySelectorAll("details.caso")];
  const filters = document.getElementById("filtros");
  const choices = [...filters.querySelectorAll("select")];
  const search = document.getElementById("buscar");
  const changed = document.getElementById("solo-cambios");
  const count = document.getElementById("cuantos");

  // Without accents and capitals, so that «cuanto» finds «¿Cuánto…?».
  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = new Map();
  const textOf = (element) => {
    if (!texts.has(element)) texts.set(element, folded(element.textContent));
    return texts.get(element);
  };

  const words = () => folded(search.value).split(/\s+/).filter(Boolean);

  const wanted = (element, sought) =>
    choices.every((choice) => choice.value === "" || element.dataset[choice.dataset.filter] === choice.value) &&
    !(changed?.checked && element.dataset.changed === undefined) &&
    sought.every((word) => textOf(element).includes(word));

  function filter() {
    const sought = words();
    for (const element of cases) element.hidden = !wanted(element, sought);
    const shown = cases.filter((element) => !element.hidden).length;
    count.textContent = `${shown} de ${cases.length} casos`;
  }

  function openAll(open) {
    for (const element of cases) if (!element.hidden) element.open = open;
  }

  // A link to a case, or to words in it, opens it, whatever the filters say.
  function follow() {
    const target = document.getElementById(location.hash.slice(1));
    const element = target?.closest("details.caso");
    if (!element) return;
    element.hidden = false;
    element.open = true;
    target.scrollIntoView({ block: target === element ? "start" : "center" });
    if (target === element) element.querySelector("summary").focus({ preventScroll: true });
  }

  filters.addEventListener("input", filter);
  document.getElementById("abrir").addEventListener("click", () => openAll(true));
  document.getElementById("cerrar").addEventListener("click", () => openAll(false));
  addEventListener("hashchange", follow);
  filters.hidden = false;
  filter();
  follow();
})();
