// Opens an article at its address, `#article=<id>&start=<offset>&end=<offset>`: of a link, of the page's own address, of
// a step back in the browser. The server gives the text; here it is shown in the place of the sources, the words in view.
() => {
  const ADDRESS = /^#article=/;
  const column = () => document.getElementById("derecha");
  const place = () => document.getElementById("articulo");
  const behavior = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");

  let from = null; // what was pressed, where the reader goes back to
  let awaited = false;

  const write = (fragment) => history.pushState(null, "", location.pathname + location.search + fragment);

  function open(address) {
    awaited = true;
    column().classList.add("leyendo");
    document.dispatchEvent(new Event("hemeroteca:fuentes"));
    document.documentElement.dataset.articulo = address;
    document.getElementById("abrir-articulo").click();
  }

  function close() {
    column().classList.remove("leyendo");
    if (ADDRESS.test(location.hash)) write("");
    if (from?.isConnected) from.focus();
    from = null;
  }

  function show() {
    const words = place().querySelector("#pasaje") ?? place().querySelector("#titular, [role=status]");
    if (!awaited || !words) return;
    awaited = place().querySelector("article") === null; // while the archive opens a line stands for it
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
    if (event.key === "Escape" && place()?.contains(event.target)) close();
  });
  // A number of the answer was pressed: its sources are read now.
  document.addEventListener("hemeroteca:cita", () => column().classList.contains("leyendo") && close());
  addEventListener("popstate", () => (ADDRESS.test(location.hash) ? open(location.hash) : column().classList.remove("leyendo")));

  const begin = () => {
    if (!place() || !document.getElementById("abrir-articulo")) return void setTimeout(begin, 100);
    new MutationObserver(show).observe(place(), { childList: true, subtree: true });
    if (ADDRESS.test(location.hash)) open(location.hash);
  };
  begin();
}
