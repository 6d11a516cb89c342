// Says that this window goes, so that what was asked in it is stopped at once; see fast_path.py.
() => {
  addEventListener("pagehide", () => {
    // Not `sendBeacon`, which tells where it comes from neither in Firefox nor in Safari, and would be refused.
    fetch(`gradio_api/heartbeat/${window.__gradio_session_hash__}`, { method: "POST", keepalive: true }).catch(() => {});
  });
  addEventListener("pageshow", ({ persisted }) => { if (persisted) location.reload() }); // it had gone
}
