throw new Error("./chunks/mermaid-parser.core/wardley-7MLQ67FV.mjs is left out");
