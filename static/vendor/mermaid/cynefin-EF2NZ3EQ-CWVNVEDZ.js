throw new Error("./chunks/mermaid-parser.core/cynefin-EF2NZ3EQ.mjs is left out");
