throw new Error("./chunks/mermaid.core/pegDiagram-FD4XPPHP.mjs is left out");
