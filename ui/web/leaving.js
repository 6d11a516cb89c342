// Says that this window goes, so that what was asked in it is stopped at once; see fast_path.py.
() => {
  addEventListener("pagehide", () => navigator.sendBeacon(`gradio_api/heartbeat/${window.__gradio_session_hash__}`));
  addEventListener("pageshow", ({ persisted }) => { if (persisted) location.reload() }); // it had gone
}
