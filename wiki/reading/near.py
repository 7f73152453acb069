"""Pages that a person may have meant by an address that leads nowhere."""

from rapidfuzz import fuzz, process

from wiki.pages.tree import Node, Outline


def near_nodes(outline: Outline, path: str, limit: int = 5) -> list[Node]:
    """Up to `limit` pages whose address or title resembles the last words of `path`."""
    wanted = path.rsplit("/", 1)[-1].replace("-", " ")
    names = {
        node.pk: f"{node.path.rsplit('/', 1)[-1].replace('-', ' ')} {node.title.lower()}" for node in outline.order
    }
    best = process.extract(wanted, names, scorer=fuzz.token_set_ratio, score_cutoff=70, limit=limit)
    return [outline.nodes[pk] for _name, _score, pk in best]
