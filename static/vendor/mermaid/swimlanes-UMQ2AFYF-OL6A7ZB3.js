throw new Error("./swimlanes-UMQ2AFYF.mjs is left out");
