"""Diagrams in the visual editor: drawn, begun from an example, and what is said of a source that is none."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

KINDS = {
    "flowchart": "flowchart TD\n  A --> B{Hot?}\n  classDef red fill:#f99\n  class B red",
    "sequence": "sequenceDiagram\n  Ada->>Bob: Hello\n  Note right of Bob: thinks",
    "state": "stateDiagram-v2\n  [*] --> Still\n  Still --> [*]",
    "classes": "classDiagram\n  Animal <|-- Duck",
    "tables": "erDiagram\n  CUSTOMER ||--o{ ORDER : places",
    "plan": "gantt\n  dateFormat YYYY-MM-DD\n  Task :a1, 2026-01-01, 30d",
    "pie": 'pie title Pets\n  "Dogs" : 3\n  "Cats" : 1',
    "journey": "journey\n  title Day\n  section Go\n    Tea: 5: Me",
    "timeline": "timeline\n  2002 : Founded",
    "mind map": "mindmap\n  root((Kitchen))\n    Fryer",
    "fishbone": "ishikawa-beta\n  Burns\n    Oil",
}


@pytest.mark.parametrize("kind", KINDS)
def test_diagram_is_drawn_under_the_security_policy(tools, tool_page, kind):
    tools("open", f"```mermaid\n{KINDS[kind]}\n```\n")
    drawing = tool_page.locator(".code-diagram svg")
    expect(drawing).to_be_visible()
    expect(drawing).to_have_accessible_name("Diagram")


def test_diagram_has_its_colours(tools, tool_page):
    tools("open", f"```mermaid\n{KINDS['flowchart']}\n```\n")
    box = tool_page.locator(".code-diagram .node.red polygon")
    expect(box).to_have_css("fill", "rgb(255, 153, 153)")


# What is wrong: (source, what is said of it).
WRONG = {
    "no kind": (
        "flowchrt TD\n  A --> B",
        "Line 1 is not understood: flowchrt TD The first line says what kind of diagram it is,",
    ),
    "nothing": ("%% later", "This diagram can't be drawn yet. The first line says what kind of diagram it is,"),
    "settings": (
        "---\ntitle: [x\n---\nflowchart TD\n  A --> B",
        "yet. The settings between the lines --- can't be read",
    ),
    "half an arrow": ("flowchart TD\n  A --", "Line 2 is not understood: A -- Between two boxes stands an arrow."),
    "a wrong arrow": ("flowchart TD\n  A --> B\n  B -> C\n  C --> D", "Line 3 is not understood: B -> C Between two"),
    "a state's arrow": ("stateDiagram-v2\n  [*] -> Still", "Line 2 is not understood: [*] -> Still Between two"),
    "brackets in words": ("flowchart TD\n  A[Check (twice)] --> B", "A[Check (twice)] --> B Words with brackets"),
    "an open bracket": (
        "flowchart TD\n  A --> B{Hot?\n  B --> C",
        "Line 2 is not understood: A --> B{Hot? A bracket or",
    ),
    "an open part": ("flowchart TD\n  subgraph Oven\n  A --> B", "ends with a line that says end."),
    "the word end": ("flowchart TD\n  A --> end\n  B --> C", "Line 2 is not understood: A --> end The word end closes"),
    "a message of nothing": (
        "sequenceDiagram\n  Ada->>Bob\n  Bob->>Ada: x",
        "Line 2 is not understood: Ada->>Bob A message",
    ),
    "a remark": ("sequenceDiagram\n  A->>B: x\n  then he goes", "Line 3 is not understood: then he goes A message"),
    "parts of a cake": (
        'pie title Pets\n  "Dogs" : 3\n  Cats : 1',
        "Line 3 is not understood: Cats : 1 Look at its arrows",
    ),
    "no such day": (
        "gantt\n  dateFormat YYYY-MM-DD\n  A: a1, 2026-99-01, 3d",
        "can't be drawn yet. Look at its arrows",
    ),
    "lines are counted as they stand": (
        "---\ntitle: x\n---\n\n%%{init: {'theme':\n'base'}}%%\n%% a remark\n"
        "flowchart TD\n\n  %% another\n\n  A --> B\n  B -> C",
        "Line 13 is not understood: B -> C",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_said_in_our_words(tools, tool_page, case):
    source, said = WRONG[case]
    tools("open", f"```mermaid\n{source}\n```\n")
    complaint = tool_page.locator(".diagram-wrong")
    expect(complaint).to_contain_text(said)
    assert "pars" not in complaint.text_content().lower()


EXAMPLES = {"Steps": "flowchart LR\n", "Decision": "flowchart TD\n", "Who tells whom": "sequenceDiagram\n"}


@pytest.mark.parametrize("name", EXAMPLES)
def test_diagram_begins_with_an_example_chosen_by_keys(tools, tool_page, name):
    tools("open", "a\n")
    tools("toEnd")
    tool_page.keyboard.press("Enter")
    tool_page.keyboard.type("/diagram")
    tool_page.keyboard.press("Enter")
    menu = tool_page.get_by_role("group", name="Begin the diagram with")
    expect(menu.get_by_role("button", name="Steps")).to_be_focused()
    for _step in range(list(EXAMPLES).index(name)):
        tool_page.keyboard.press("ArrowDown")
    tool_page.keyboard.press("Enter")
    expect(menu).to_be_hidden()
    expect(tool_page.locator(".code-diagram svg")).to_be_visible()
    assert tools("source").startswith(f"a\n\n```mermaid\n{EXAMPLES[name]}")
    tool_page.keyboard.type("%% ")
    assert f"```mermaid\n%% {EXAMPLES[name]}" in tools("source")


def test_diagram_begins_from_the_toolbar(tools, tool_page):
    tools("open", "a\n")
    tools("toEnd")
    tool_page.get_by_role("button", name="More", exact=True).click()
    tool_page.get_by_role("button", name="Diagram", exact=True).click()
    tool_page.get_by_role("button", name="Decision").click()
    expect(tool_page.locator(".code-diagram svg")).to_be_visible()
    assert "Is it right?" in tools("source")


def test_menu_of_examples_is_left_without_a_diagram(tools, tool_page):
    tools("open", "a\n")
    tools("toEnd")
    tools("run", "diagram")
    tool_page.keyboard.press("Escape")
    tool_page.keyboard.type("b")
    assert tools("source") == "ab\n"
