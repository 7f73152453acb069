throw new Error("./chunks/mermaid.core/swimlanesDiagram-OMPLPG4O.mjs is left out");
