(function () {
  "use strict";
  var root = document.documentElement;
  var $ = function (id) { return document.getElementById(id); };
  var stored = null;
  try { stored = localStorage.getItem("apivet-theme"); } catch (e) { /* a page from a file may not store anything */ }
  if (stored) { root.dataset.theme = stored; }
  $("theme").hidden = false;
  $("theme").addEventListener("click", function () {
    var dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    try { localStorage.setItem("apivet-theme", root.dataset.theme); } catch (e) { /* as above */ }
  });

  var filters = $("filters");
  if (!filters) { return; }
  filters.hidden = false;
  var list = $("findings");
  var findings = Array.prototype.slice.call(list.querySelectorAll(".finding"));
  var text = new Map();
  findings.forEach(function (f) { text.set(f, (f.textContent + " " + f.dataset.rule).toLowerCase()); });
  var heads = {};
  list.querySelectorAll(".group").forEach(function (g) { heads[g.dataset.key] = g.querySelector("header").cloneNode(true); });
  var order = ["critical", "high", "medium", "low"];

  // The key of a finding's group, by what is chosen.
  var keys = {
    rule: function (f) { return f.dataset.rule; },
    file: function (f) { return f.dataset.file; },
    severity: function (f) { return f.dataset.severity; },
    package: function (f) { return f.dataset.package; }
  };

  function head(mode, key) {
    if (mode === "rule" && heads[key]) { return heads[key].cloneNode(true); }
    var h = document.createElement("header"), title = document.createElement("h2"), n = document.createElement("span");
    title.textContent = key || "other";
    n.className = "n";
    h.append(title, n);
    return h;
  }

  function regroup() {
    var mode = $("group").value, groups = new Map();
    findings.forEach(function (f) {
      var k = keys[mode](f);
      if (!groups.has(k)) { groups.set(k, []); }
      groups.get(k).push(f);
    });
    var names = Array.from(groups.keys());
    if (mode === "severity") { names.sort(function (a, b) { return order.indexOf(a) - order.indexOf(b); }); }
    if (mode === "file" || mode === "package") { names.sort(); }
    list.textContent = "";
    names.forEach(function (k) {
      var s = document.createElement("section");
      s.className = "group";
      s.dataset.key = k;
      s.append(head(mode, k));
      groups.get(k).forEach(function (f) { s.append(f); });
      list.append(s);
    });
    apply();
  }

  function apply() {
    var words = $("search").value.toLowerCase().split(/\s+/).filter(Boolean), rule = $("rule").value, sure = $("precision").value, shown = 0;
    var on = {};
    filters.querySelectorAll("[name=severity]").forEach(function (c) { on[c.value] = c.checked; });
    findings.forEach(function (f) {
      var ok = on[f.dataset.severity] && (!rule || f.dataset.rule === rule || f.dataset.check === rule) && (!sure || f.dataset.precision === sure) &&
        words.every(function (w) { return text.get(f).indexOf(w) >= 0; });
      f.hidden = !ok;
      if (ok) { shown++; }
    });
    list.querySelectorAll(".group").forEach(function (g) {
      var n = g.querySelectorAll(".finding:not([hidden])").length;
      g.hidden = n === 0;
      g.querySelector(".n").textContent = n;
    });
    $("shown").textContent = shown === findings.length ? findings.length + " findings" : shown + " of " + findings.length + " findings";
    $("none").hidden = shown > 0;
  }

  filters.addEventListener("input", apply);
  $("group").addEventListener("change", regroup);
  $("again").addEventListener("click", function () { filters.reset(); regroup(); });
  filters.addEventListener("submit", function (e) { e.preventDefault(); });
  $("expand").addEventListener("click", function () {
    var open = findings.some(function (f) { return !f.hidden && !f.open; });
    findings.forEach(function (f) { if (!f.hidden) { f.open = open; } });
  });
  document.addEventListener("keydown", function (e) {
    if (e.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) { e.preventDefault(); $("search").focus(); }
  });
  function target() {
    var f = location.hash && $(decodeURIComponent(location.hash.slice(1)));
    if (f && f.tagName === "DETAILS") { f.open = true; f.scrollIntoView(); }
  }
  addEventListener("hashchange", target);
  addEventListener("beforeprint", function () { findings.forEach(function (f) { f.open = true; }); });
  apply();
  target();
})();
