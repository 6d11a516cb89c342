// «This citation does not say it»: says to the server which citation the button stands beside.
() => {
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("#fuentes button.objecion") : null;
    if (!button) return;
    document.documentElement.dataset.cita = button.value;
    document.getElementById("objetar")?.click();
  });
}
