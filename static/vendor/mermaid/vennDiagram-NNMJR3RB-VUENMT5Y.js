throw new Error("./chunks/mermaid.core/vennDiagram-NNMJR3RB.mjs is left out");
