// On narrow screens the administration's list of pages is a strip: it shows where one is.
document.querySelector("#side [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
