// The menu folds on small screens; without this script it simply stays open.
const button = document.querySelector(".masthead__menu");
const menu = document.getElementById("menu");

button.hidden = false;
menu.dataset.folds = "";
function show(open) {
  button.setAttribute("aria-expanded", String(open));
  menu.toggleAttribute("data-open", open);
}
button.addEventListener("click", () => show(button.getAttribute("aria-expanded") !== "true"));
document.querySelector(".masthead").addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || button.getAttribute("aria-expanded") !== "true") return;
  show(false);
  button.focus();
});
