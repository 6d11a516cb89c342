// Opens an article at its address, `#article=<id>&start=<offset>&end=<offset>`: of a link, of the page's own address, of
// a step back in the browser. The server gives the text; here it is shown in the place of the sources, the words in view.
// A link of another view leads to the reading room, and back where it was pressed.
() => {
  const ADDRESS = /^#article=/;
  const ROOM = "vista-sala-button";
  const column = () => document.getElementById("derecha");
  const place = () => document.getElementById("articulo");
  const reads = () => column().classList.contains("leyendo");
  const behavior = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");

  let from = null; // what was pressed, where the reader goes back to
  let view = null; // the view in which that is, where it is another one
  let asked = null; // the address whose article is awaited

  const write = (fragment) => history.pushState(null, "", location.pathname + location.search + fragment);

  function open(address) {
    asked = address;
    enterRoom();
    column().classList.add("leyendo");
    document.dispatchEvent(new Event("hemeroteca:fuentes"));
    document.documentElement.dataset.articulo = address;
    document.getElementById("abrir-articulo").click();
    setTimeout(show, 50); // it may stand there already
  }

  function enterRoom() {
    const chosen = document.querySelector("#vistas > .tab-wrapper [role=tab][aria-selected=true]");
    if (!chosen || chosen.id === ROOM) return;
    view = chosen.id;
    document.getElementById(ROOM).click();
  }

  // Show the sources again, or the view that the reader came from, which is there a moment after its tab was pressed.
  function leave() {
    column().classList.remove("leyendo");
    const tab = document.getElementById(view);
    const [before, links] = [from, document.querySelectorAll("#fuentes a")];
    from = view = null;
    if (!tab) return focusFirst([before, ...links, document.getElementById("cerrar-fuentes"), document.querySelector("#pregunta textarea")]);
    document.dispatchEvent(new Event("hemeroteca:vuelta"));
    tab.click();
    setTimeout(focusFirst, 50, [before, tab]);
  }

  const focusFirst = (places) => places.find((one) => one?.isConnected && one.checkVisibility())?.focus();

  function close() {
    if (ADDRESS.test(location.hash)) write("");
    leave();
  }

  function show() {
    const answer = place().querySelector("[data-pedido]");
    if (asked === null || answer?.dataset.pedido !== asked) return;
    if (answer.querySelector("article")) asked = null; // while the archive opens a line stands for it
    const words = answer.querySelector("#pasaje") ?? answer.querySelector("#titulo-articulo, .sin-articulo [role=status]");
    const lit = words.id === "pasaje";
    words.focus({ preventScroll: true });
    words.scrollIntoView({ block: lit ? "center" : "nearest", behavior: behavior() });
  }

  function link() {
    const fragment = place().querySelector("[data-enlace]").dataset.enlace;
    return location.origin + location.pathname + fragment;
  }

  async function copy(button) {
    const told = place().querySelector(".copiado");
    try {
      await navigator.clipboard.writeText(link());
      told.textContent = button.dataset.copiado;
    } catch {
      // Only a page of this machine, or one over https, may write to the clipboard.
      told.textContent = `${button.dataset.noCopiado} ${link()}`;
    }
  }

  document.addEventListener("click", (event) => {
    const pressed = event.target instanceof Element ? event.target.closest("a, button") : null;
    if (pressed?.matches("[data-cerrar]")) return close();
    if (pressed?.matches("[data-copiar]")) return void copy(pressed);
    const address = pressed?.getAttribute("href") ?? "";
    if (!ADDRESS.test(address) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    from = pressed;
    if (location.hash !== address) write(address);
    open(address);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !place()?.contains(event.target)) return;
    event.preventDefault(); // a sheet stays, with the sources
    close();
  });
  // A number of the answer was pressed: its sources are read now.
  document.addEventListener("hemeroteca:cita", () => {
    if (!reads()) return;
    from = view = null;
    close();
  });
  addEventListener("popstate", () => {
    if (ADDRESS.test(location.hash)) open(location.hash);
    else if (reads()) leave();
  });

  const begin = () => {
    if (!place() || !document.getElementById("abrir-articulo")) return void setTimeout(begin, 100);
    new MutationObserver(show).observe(place(), { childList: true, subtree: true, attributeFilter: ["data-pedido"] });
    if (ADDRESS.test(location.hash)) open(location.hash);
  };
  setTimeout(begin); // once the other scripts hear of it
}
