throw new Error("./chunks/mermaid.core/c4Diagram-KJ2TOQU5.mjs is left out");
