// The menu folds on small screens; without this script it simply stays open.
const button = document.querySelector(".masthead__menu");
const menu = document.getElementById("menu");

button.hidden = false;
menu.dataset.folds = "";
button.addEventListener("click", () => {
  const open = button.getAttribute("aria-expanded") !== "true";
  button.setAttribute("aria-expanded", String(open));
  menu.toggleAttribute("data-open", open);
});
