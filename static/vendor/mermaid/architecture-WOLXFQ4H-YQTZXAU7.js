throw new Error("./chunks/mermaid-parser.core/architecture-WOLXFQ4H.mjs is left out");
