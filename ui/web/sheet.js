// On a phone the sources are a sheet over the conversation: it comes up when a source is asked for, and goes away again.
() => {
  const narrow = matchMedia("(max-width: 48rem)");
  const sheet = () => document.getElementById("derecha");
  let from = null; // what had the focus when it came up

  function behind(away) {
    for (const part of document.querySelectorAll("#izquierda, #conversaciones, #vistas > .tab-wrapper, #cabecera > :not(#titulo)")) part.inert = away;
  }

  function open() {
    if (!narrow.matches || sheet().classList.contains("abierta")) return;
    from = document.activeElement;
    sheet().classList.add("abierta");
    behind(true);
    document.getElementById("abrir-fuentes").setAttribute("aria-expanded", "true");
  }

  function close() {
    if (!sheet().classList.contains("abierta")) return;
    sheet().classList.remove("abierta");
    behind(false);
    document.getElementById("abrir-fuentes").setAttribute("aria-expanded", "false");
    if (from?.isConnected && from !== document.body) from.focus();
    else document.getElementById("abrir-fuentes").focus();
  }

  document.addEventListener("hemeroteca:cita", open);
  document.addEventListener("hemeroteca:fuentes", open);
  document.addEventListener("hemeroteca:vuelta", close);
  document.addEventListener("click", (event) => {
    const pressed = event.target instanceof Element ? event.target.closest("button") : null;
    if (pressed?.id === "abrir-fuentes") {
      open();
      document.getElementById("cerrar-fuentes").focus();
    } else if (pressed?.id === "cerrar-fuentes") close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && narrow.matches) close();
  });
  narrow.addEventListener("change", () => narrow.matches || close());
}
