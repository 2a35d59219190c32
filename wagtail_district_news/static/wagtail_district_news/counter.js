// Brings the visitor counter of a page up to date that a cache keeps. Without it the numbers stand as rendered.
(function () {
  "use strict";
  if (window.wagtailDistrictNewsCounter) return;
  window.wagtailDistrictNewsCounter = true;

  function show(counter, numbers) {
    var total = String(numbers.total);
    var digits = counter.querySelector(".wdn-counter__digits");
    var padded = total.padStart(Number(counter.dataset.wdnLeast), "0");
    counter.querySelector(".wdn-visually-hidden").textContent = ": " + total;
    digits.replaceChildren.apply(digits, Array.from(padded, function (digit) {
      var span = document.createElement("span");
      span.className = "wdn-counter__digit";
      span.textContent = digit;
      return span;
    }));
    ["today", "online"].forEach(function (name) {
      var number = counter.querySelector("[data-wdn-" + name + "]");
      if (number) number.textContent = String(numbers[name]);
    });
  }

  function refresh() {
    var asked = {};
    document.querySelectorAll("[data-wdn-counter]").forEach(function (counter) {
      var url = counter.dataset.wdnCounter;
      asked[url] = asked[url] || fetch(url, { credentials: "omit" }).then(function (answer) {
        return answer.ok ? answer.json() : null;
      });
      asked[url].then(function (numbers) {
        if (numbers) show(counter, numbers);
      }).catch(function () {});
    });
  }

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", refresh);
  } else {
    refresh();
  }
})();
