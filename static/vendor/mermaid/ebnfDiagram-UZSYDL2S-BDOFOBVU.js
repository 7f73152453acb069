throw new Error("./chunks/mermaid.core/ebnfDiagram-UZSYDL2S.mjs is left out");
