throw new Error("katex is left out");
