// Shows the quotation behind a number while it is pointed at or has the focus, as text of the page's own.
//
// A mark brings as its title what it quotes and, on lines below, of which article and what is known of that. The first line
// is made its name, which screen readers say, and nothing is left for a tooltip of the browser.
() => {
  const MARK = "#conversacion a.cita";
  const LEAVING = 200; // milliseconds in which the pointer may move over to the quotation

  const card = document.createElement("div");
  card.id = "cita-vista";
  card.setAttribute("role", "tooltip");
  card.hidden = true;
  document.body.append(card);

  let shown = null;
  let leaving = 0;

  const part = (kind, text) => {
    const line = document.createElement("p");
    line.className = kind;
    line.textContent = text; // never as markup: the words are an article's
    return line;
  };

  function told(mark) {
    const said = mark.getAttribute("aria-label") ?? "";
    const quote = said.match(/«.*»$/s)?.[0] ?? said;
    const reworded = said.match(/^\[.*?\] (.*)\. \S+ \d+: «/s)?.[1]; // which words of a paraphrase are its own
    const origin = (mark.dataset.origen ?? "").split("\n").filter(Boolean).join(" · ");
    return [...(reworded ? [part("matiz", `≈ ${reworded}`)] : []), part("dicho", quote), part("origen", origin)];
  }

  function put(mark) {
    const at = mark.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = card;
    const left = Math.max(8, Math.min(at.left - 12, innerWidth - width - 8));
    const above = at.top - height - 6;
    card.style.left = `${left}px`;
    card.style.top = `${above >= 8 ? above : Math.min(at.bottom + 6, innerHeight - height - 8)}px`;
  }

  function show(mark) {
    clearTimeout(leaving);
    if (shown === mark) return;
    hide();
    shown = mark;
    card.replaceChildren(...told(mark));
    card.hidden = false;
    put(mark);
    mark.setAttribute("aria-describedby", card.id);
  }

  function hide() {
    clearTimeout(leaving);
    shown?.removeAttribute("aria-describedby");
    shown = null;
    card.hidden = true;
  }

  const markOf = (target) => (target instanceof Element ? target.closest(MARK) : null);
  document.addEventListener("mouseover", (event) => {
    const mark = markOf(event.target);
    if (mark) show(mark);
    else if (card.contains(event.target)) clearTimeout(leaving);
    else if (shown && shown !== document.activeElement) {
      clearTimeout(leaving);
      leaving = setTimeout(hide, LEAVING);
    }
  });
  document.addEventListener("focusin", (event) => {
    const mark = markOf(event.target);
    if (mark?.matches(":focus-visible")) show(mark);
    else hide();
  });
  document.addEventListener("click", hide);
  document.addEventListener("scroll", hide, true);
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());

  const name = () => {
    for (const mark of document.querySelectorAll(`${MARK}[title]`)) {
      const [said, ...origin] = mark.title.split("\n");
      mark.setAttribute("aria-label", said);
      mark.dataset.origen = origin.join("\n");
      mark.removeAttribute("title");
    }
    document.querySelector("#conversacion .examples[role=list]")?.setAttribute("role", "group"); // of buttons, no items
    const log = document.querySelector("#conversacion [role=log]");
    const said = document.querySelector("[data-conversacion]")?.dataset.conversacion;
    if (log && said) log.setAttribute("aria-label", said); // Gradio names it in English alone
    if (shown && !shown.isConnected) hide(); // drawn anew
  };
  const begin = () => {
    const chat = document.getElementById("conversacion");
    if (!chat) return void setTimeout(begin, 100);
    new MutationObserver(name).observe(chat, { childList: true, subtree: true });
    name();
  };
  begin();
}
