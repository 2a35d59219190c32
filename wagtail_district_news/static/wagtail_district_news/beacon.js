// Says once that a page is shown, when somebody sees it. No cookie, no storage, no other request.
(function () {
  "use strict";
  var script = document.currentScript;
  if (!script || !script.dataset.url || !script.dataset.token || window.wagtailDistrictNewsCounted) return;
  window.wagtailDistrictNewsCounted = true;

  function send() {
    var url = script.dataset.url, token = script.dataset.token;
    // text, so that another origin needs no question beforehand
    if (navigator.sendBeacon && navigator.sendBeacon(url, token)) return;
    if (window.fetch) {
      fetch(url, { method: "POST", body: token, mode: "no-cors", credentials: "omit", keepalive: true });
    }
  }

  // a page that is rendered ahead or in a tab behind is not read yet
  function whenSeen() {
    if (document.prerendering) {
      document.addEventListener("prerenderingchange", whenSeen, { once: true });
    } else if (document.visibilityState === "hidden") {
      document.addEventListener("visibilitychange", whenSeen, { once: true });
    } else {
      send();
    }
  }
  whenSeen();
})();
