// What the browser does itself: a citation mark leads to its words in the panel of sources, and back.
//
// Runs once, when the page is drawn. One listener on the document serves every mark, since Gradio draws messages anew
// and its sanitiser lets no listener or data attribute through; a mark is known by its address, `#cita-<answer>-<number>`.
// The panel holds the sources of the newest answer, which are shown, or those of an earlier one of which a citation was
// chosen here: these the server is asked for.
() => {
  let chosen = null; // the id of the citation that was pressed, while its answer is shown
  let awaited = false; // whether its sources are on their way
  let newest = ""; // the id of the newest answer's sources

  const panel = () => document.getElementById("fuentes");
  const behavior = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");
  const marksOf = (id) => [...panel().querySelectorAll(`mark[data-cita~="${CSS.escape(id)}"]`)];

  // Show the section of the chosen citation, and light up its words alone.
  function light() {
    for (const mark of panel().querySelectorAll("mark.elegida")) mark.classList.remove("elegida");
    for (const section of panel().querySelectorAll("section.activa")) section.classList.remove("activa");
    if (chosen === null) return;
    const words = marksOf(chosen);
    for (const mark of words) mark.classList.add("elegida");
    const section = words[0]?.closest("section");
    section?.classList.add("activa");
    for (const step of section?.querySelectorAll("[data-pasos]") ?? []) {
      const all = numbersOf(section);
      const said = step.dataset.pasos.replace("{number}", all.indexOf(chosen) + 1).replace("{count}", all.length);
      if (step.textContent !== said) step.textContent = said; // each change of the panel is watched
    }
  }

  // The citations of an answer in their order, as the list above the articles has them.
  const numbersOf = (section) => [...section.querySelectorAll(".citas a.numero")].map((a) => a.getAttribute("href").slice(1));

  function step(by, section) {
    const all = numbersOf(section);
    if (all.length) leadTo(all[(Math.max(all.indexOf(chosen), by < 0 ? 0 : -1) + by + all.length) % all.length], true);
  }

  function show(words) {
    words.focus({ preventScroll: true });
    words.scrollIntoView({ block: "center", behavior: behavior() });
  }

  function leadTo(id, stepping = false) {
    awaited = document.getElementById(`fuentes-${answerOf(id)}`) === null;
    if (!awaited && marksOf(id).length === 0) return;
    chosen = id;
    if (!awaited) arrive(stepping);
    review(id);
  }

  const answerOf = (id) => id.split("-")[1];

  // Has an article changed meanwhile? The sources of an answer are drawn anew if so.
  function review(id) {
    document.documentElement.dataset.fuente = answerOf(id);
    document.getElementById("revisar")?.click();
  }

  function arrive(stepping = false) {
    awaited = false;
    light();
    document.dispatchEvent(new Event("hemeroteca:cita"));
    const button = stepping && document.activeElement.closest("[data-paso]"); // whoever presses it again stays on it
    show(marksOf(chosen)[0]);
    if (button) button.focus({ preventScroll: true });
  }

  function leadBack(id) {
    document.dispatchEvent(new Event("hemeroteca:vuelta"));
    const mark = document.querySelector(`#conversacion a[href$="#${CSS.escape(id)}"]`);
    mark?.focus({ preventScroll: true });
    mark?.scrollIntoView({ block: "center", behavior: behavior() });
  }

  // Say to the server which filter is taken off: the question is asked again without it.
  function takeOff(filter) {
    document.documentElement.dataset.filtro = filter;
    document.getElementById("quitar")?.click();
  }

  function pressed(event) {
    const button = event.target instanceof Element ? event.target.closest("[data-paso]") : null;
    if (button) step(Number(button.dataset.paso), button.closest("section"));
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const address = link?.getAttribute("href") ?? "";
    if (address.startsWith("#quitar-")) {
      event.preventDefault();
      event.stopPropagation();
      takeOff(address.slice("#quitar-".length));
    }
    if (!/^#(cita|fuentes)-/.test(address)) return;
    event.preventDefault(); // the page's base address would make the browser leave it
    event.stopPropagation();
    if (link.classList.contains("vuelta")) leadBack(link.id);
    else leadTo(address.slice(1));
  }

  document.addEventListener("click", pressed, true);
  // Whoever comes back from the archive may have removed there what is shown here.
  document.addEventListener("click", (event) => {
    const shown = chosen ?? newest;
    if (shown && event.target instanceof Element && event.target.closest("#vista-sala-button")) review(shown);
  });
  document.addEventListener("keydown", (event) => {
    const chip = event.target instanceof Element && event.target.closest("a.filtro, a.copiar");
    if (event.key === " " && chip) {
      event.preventDefault();
      chip.click();
    }
    const within = event.target instanceof Element && event.target.closest("#fuentes mark.elegida");
    if (event.key === "Escape" && within) {
      event.preventDefault();
      leadBack(chosen);
    }
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by && within && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      step(by, within.closest("section"));
    }
  });

  // Gradio draws the panel anew when the sources change: a new answer is shown, the same one keeps what was chosen.
  const watch = new MutationObserver(() => {
    // While it is drawn the panel may stand empty for a moment: only a new answer, or none left, ends a choice.
    const now = document.querySelector("#fuentes-nuevas section")?.id ?? "";
    const none = document.querySelector('#conversacion a[href*="#cita-"]') === null;
    if ((now && now !== newest) || none) chosen = null;
    newest = now || (none ? "" : newest);
    light();
    const drawn = chosen !== null && marksOf(chosen).length > 0;
    if (drawn && awaited) arrive();
    else if (drawn && document.activeElement === document.body) show(marksOf(chosen)[0]);
  });

  // Gradio repeats each message, markup and all, as a label that would be read instead of the message.
  const unlabel = new MutationObserver((changes) => {
    for (const { target } of changes) {
      for (const message of target.querySelectorAll?.("[data-testid][aria-label]") ?? []) message.removeAttribute("aria-label");
      if (target.matches?.("[data-testid][aria-label]")) target.removeAttribute("aria-label");
    }
  });

  // A link that does something is a button to who hears the page; Gradio's sanitiser takes the role off.
  const asButtons = new MutationObserver(() => {
    for (const chip of document.querySelectorAll("#conversacion :is(a.filtro, a.copiar):not([role])")) {
      chip.setAttribute("role", "button");
      chip.setAttribute("aria-label", chip.title);
    }
  });

  const begin = () => {
    const chat = document.getElementById("conversacion");
    if (!panel() || !chat) return void setTimeout(begin, 100);
    watch.observe(panel(), { childList: true, subtree: true });
    asButtons.observe(chat, { childList: true, subtree: true });
    unlabel.observe(chat, { childList: true, subtree: true, attributeFilter: ["aria-label"] });
  };
  begin();
}
