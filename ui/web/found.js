// Below each answer a closed part tells how it was found. The server is asked when it is opened, so nothing is sent for
// it before; it stands beside the way to copy the answer, or where a refusal has none, in the place of a link.
() => {
  const LINKS = "#conversacion :is(a.copiar, a.hallazgo)";
  const words = () => document.querySelector("[data-hallazgo]")?.dataset.hallazgo;
  const WAITING = "…";
  let asked = 0;

  function ask(part) {
    if (!part.open || part.lastElementChild.textContent !== WAITING) return; // what was not answered is asked again
    part.dataset.pedido = `${part.dataset.numero}-${++asked}`; // two conversations have the same numbers
    document.documentElement.dataset.hallado = part.dataset.pedido;
    document.getElementById("ver-hallazgo")?.click();
  }

  function closed(number) {
    const part = document.createElement("details");
    const [head, told] = [document.createElement("summary"), document.createElement("div")];
    part.className = "hallazgo";
    part.dataset.numero = number;
    head.textContent = words();
    told.textContent = WAITING;
    part.append(head, told);
    part.addEventListener("toggle", () => ask(part));
    return part;
  }

  // Gradio draws messages anew, and takes away with a paragraph what was put into it.
  function put() {
    for (const link of document.querySelectorAll(LINKS)) {
      const line = link.parentElement;
      if (line.querySelector("details.hallazgo")) continue;
      line.append(closed(link.getAttribute("href").split("-").pop()));
      link.hidden = link.matches("a.hallazgo");
    }
  }

  function show() {
    const answer = document.querySelector("#hallazgo [data-pedido]");
    const part = answer && document.querySelector(`details.hallazgo[data-pedido="${CSS.escape(answer.dataset.pedido)}"]`);
    part?.lastElementChild.replaceChildren(...[...answer.childNodes].map((node) => node.cloneNode(true)));
  }

  const begin = () => {
    const [chat, place] = [document.getElementById("conversacion"), document.getElementById("hallazgo")];
    if (!chat || !place || !words()) return void setTimeout(begin, 100);
    new MutationObserver(put).observe(chat, { childList: true, subtree: true });
    new MutationObserver(show).observe(place, { childList: true, subtree: true, attributeFilter: ["data-pedido"] });
    put();
  };
  begin();
}
