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

  var table = $("routes");
  if (!table) { return; }
  var body = table.tBodies[0];
  var rows = Array.prototype.slice.call(body.rows);
  var heads = Array.prototype.slice.call(table.tHead.rows[0].cells);
  var text = new Map();
  rows.forEach(function (r) {
    var all = r.textContent;
    r.querySelectorAll("[title]").forEach(function (e) { all += " " + e.title; });
    text.set(r, all.toLowerCase());
  });
  $("filters").hidden = false;

  var methods = {};
  rows.forEach(function (r) { methods[r.dataset.method] = true; });
  Object.keys(methods).sort().forEach(function (m) {
    var o = document.createElement("option");
    o.value = m;
    o.textContent = m === "*" ? "any method (*)" : m;
    $("method").append(o);
  });

  var chips = Array.prototype.slice.call(document.querySelectorAll("input[name=verdict]"));

  function filter() {
    var words = $("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    var method = $("method").value, layer = $("layer").value, on = {}, n = 0, counts = {};
    chips.forEach(function (c) { on[c.value] = c.checked; counts[c.value] = 0; });
    rows.forEach(function (r) {
      var rest = (!method || r.dataset.method === method) && words.every(function (w) { return text.get(r).indexOf(w) >= 0; });
      if (rest) { counts[r.dataset[layer]]++; }
      r.hidden = !(rest && on[r.dataset[layer]]);
      if (!r.hidden) { n++; }
    });
    chips.forEach(function (c) { c.parentNode.querySelector(".n").textContent = counts[c.value]; });
    $("shown").textContent = n === rows.length ? n + " routes" : n + " of " + rows.length + " routes";
    $("none").hidden = n > 0;
    table.parentNode.hidden = n === 0;
  }

  var strength = ["no", "unsure", "optional", "conditional", "yes"];

  // The value of a row that a column is sorted by.
  function key(r, i, name) {
    var verdict = strength.indexOf(r.dataset[name]);
    return verdict >= 0 && name !== "method" ? verdict : r.cells[i].textContent;
  }

  function compare(x, y) {
    return typeof x === "number" ? x - y : x < y ? -1 : x > y ? 1 : 0;
  }

  function sortBy(i, down) {
    var name = heads[i].dataset.sort;
    heads.forEach(function (h, k) {
      if (k === i) { h.setAttribute("aria-sort", down ? "descending" : "ascending"); } else { h.removeAttribute("aria-sort"); }
    });
    var at = new Map();
    rows.forEach(function (r, k) { at.set(r, k); });
    rows.slice().sort(function (a, b) {
      var c = compare(key(a, i, name), key(b, i, name));
      return (down ? -c : c) || at.get(a) - at.get(b);
    }).forEach(function (r) { body.append(r); });
  }

  heads.forEach(function (h, i) {
    var b = document.createElement("button");
    b.type = "button";
    b.textContent = h.textContent;
    h.textContent = "";
    h.append(b);
    b.addEventListener("click", function () { sortBy(i, h.getAttribute("aria-sort") === "ascending"); });
  });

  ["search", "method", "layer"].forEach(function (id) { $(id).addEventListener("input", filter); });
  chips.forEach(function (c) { c.addEventListener("change", filter); });
  $("sources").addEventListener("click", function () {
    var shown = !document.body.classList.toggle("no-sources");
    $("sources").setAttribute("aria-pressed", String(shown));
  });
  $("again").addEventListener("click", function () {
    $("search").value = $("method").value = "";
    $("layer").selectedIndex = 0;
    chips.forEach(function (c) { c.checked = true; });
    sortBy(1, false);
    filter();
  });
  $("filters").addEventListener("submit", function (e) { e.preventDefault(); });
  document.addEventListener("keydown", function (e) {
    if (e.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) {
      e.preventDefault();
      $("search").focus();
    }
  });
  filter();
})();
