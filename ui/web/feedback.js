// «This citation does not say it»: says to the server which citation the button stands beside. Pressed again, it is taken
// back; the server draws the button so when the sources are sent.
() => {
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("#fuentes button.objecion") : null;
    if (!button) return;
    button.ariaPressed = String(button.ariaPressed !== "true");
    document.documentElement.dataset.cita = button.value;
    document.getElementById("objetar")?.click();
  });
}
