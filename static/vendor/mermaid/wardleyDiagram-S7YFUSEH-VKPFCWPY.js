throw new Error("./chunks/mermaid.core/wardleyDiagram-S7YFUSEH.mjs is left out");
