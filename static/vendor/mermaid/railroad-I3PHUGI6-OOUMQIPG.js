throw new Error("./chunks/mermaid-parser.core/railroad-I3PHUGI6.mjs is left out");
