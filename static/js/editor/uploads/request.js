// Sends one file to the server. XMLHttpRequest, because fetch does not tell how much has gone out.

/** Why a file did not arrive. `kind` is "refused", "signed-out", "cancelled" or, for what may pass by itself, "passing". */
export class UploadError extends Error {
  constructor(kind, message = "") {
    super(message);
    this.kind = kind;
  }
}

const FULL = 507;
const LATER = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Resolves with what the server tells of the file; `progress` is told the part from 0 to 1 that has gone out. */
export function send(url, file, { token, progress, signal }) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append("file", file);
    body.append("name", file.name); // the form's encoding of files writes a quotation mark as %22
    request.open("POST", url);
    request.responseType = "json";
    request.setRequestHeader("X-CSRFToken", token);
    request.setRequestHeader("X-Requested-With", "fetch");
    request.upload.onprogress = ({ loaded, total }) => progress(total ? loaded / total : 0);
    request.onload = () => (request.status === 200 && request.response?.sha256 ? resolve(request.response) : reject(refusal(request)));
    request.onerror = request.ontimeout = () => reject(new UploadError("passing"));
    request.onabort = () => reject(new UploadError("cancelled"));
    signal.addEventListener("abort", () => request.abort());
    request.send(body);
  });
}

function refusal({ status, response }) {
  if (LATER.has(status)) return new UploadError("passing");
  if (status === FULL || response?.error) return new UploadError("refused", response?.error);
  return new UploadError("signed-out"); // the sign-in's page came in the place of an answer, or nobody may ask
}
