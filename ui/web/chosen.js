// The switches of the masthead: language and theme, each kept in a cookie, which ui.web.chosen reads at the door.
() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const YEAR = 365 * 24 * 3600;
  const keep = (name, value) => {
    document.cookie = `hemeroteca_${name}=${value}; path=/; max-age=${YEAR}; SameSite=Strict`;
  };
  const theme = () => document.cookie.match(/(?:^|; )hemeroteca_tema=(light|dark)/)?.[1] ?? "system";

  function shine() {
    const chosen = theme();
    document.body.classList.toggle("dark", chosen === "system" ? dark.matches : chosen === "dark");
  }

  // What is typed outlives the page being drawn in another language.
  const question = () => document.querySelector("#pregunta textarea");
  const TYPED = "hemeroteca-escrito";

  function speak(code) {
    if (document.documentElement.lang === code) return;
    keep("idioma", code);
    try {
      sessionStorage.setItem(TYPED, question()?.value ?? "");
    } catch {}
    location.reload();
  }

  function retype() {
    const field = question();
    if (!field) return void setTimeout(retype, 100);
    try {
      const typed = sessionStorage.getItem(TYPED);
      sessionStorage.removeItem(TYPED);
      if (!typed) return;
      field.value = typed;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    } catch {}
  }

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-idioma]");
    if (button) speak(button.dataset.idioma);
  });
  document.addEventListener("change", (event) => {
    if (!(event.target instanceof Element) || !event.target.matches("[data-tema]")) return;
    keep("tema", event.target.value);
    shine();
  });

  const address = new URL(location);
  if (address.searchParams.has("__theme")) {
    address.searchParams.delete("__theme");
    history.replaceState(history.state, "", address);
  }
  shine();
  dark.addEventListener("change", () => setTimeout(shine)); // after Gradio's own listener
  retype();
}
