"""The schema of packs for editors: what loads follows it, what editors should mark does not, and what they should offer is there."""

from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from docs.language_page import complete, load, read_page
from transferrules import load_pack, pack_ids
from transferrules.authoring.pack_schema import pack_schema
from transferrules.authoring.phrase_patterns import TIMING
from transferrules.case.vocabulary import CODE_LISTS
from transferrules.pack.load import pack_path
from transferrules.reading import read

GENERAL = Draft202012Validator(pack_schema())

PACK = """
terms:
  plan: {last: plans, where: {type: care, ended_on: none}, by: started_on}
  right_team: {choose: [{when: {plan: recorded}, give: looked_after}, {otherwise: assessment}]}
  grown_up: {when: {age: 18 or over}}
  leaving_age: the later of 16th birthday and 30 June in school year 11
people: {panel: Allocation panel}
decisions: {allocation: {title: Allocation, made_by: panel, outcomes: [agreed, deferred]}}
local: {band: {title: Band, type: code, codes: [green, red]}}
documents: {court_papers: Court papers}
routes:
  onwards: {from: assessment, to: right_team, when: {plan: recorded}, if_decided: {allocation: agreed}}
checklists:
  papers: {for: onwards, items: [court_papers]}
"""
OWN = Draft202012Validator(pack_schema(load(PACK)))


class Editor(yaml.SafeLoader):
    """YAML as editors read it: whole numbers and truth have types, all else is text."""


Editor.yaml_implicit_resolvers = {}
Editor.add_implicit_resolver(
    "tag:yaml.org,2002:bool", yaml.resolver.re.compile("^(true|false)$"), list("tf")
)
Editor.add_implicit_resolver(
    "tag:yaml.org,2002:int", yaml.resolver.re.compile("^[0-9]+$"), list("0123456789")
)


def problems(schema: Draft202012Validator, pack: Any) -> list[str]:
    return [f"{error.json_path}: {error.message[:120]}" for error in schema.iter_errors(pack)]


def in_editor(text: str) -> Any:
    whole = complete(text).node.plain()
    return {**whole, **yaml.load(text, Loader=Editor)}


def follows(schema: Draft202012Validator, text: str) -> bool:
    """Whether a piece of a pack follows the schema, a title and clauses put in where rules have none."""
    return not problems(schema, complete(text).node.plain())


# --- what it is ------------------------------------------------------------------------------------


@pytest.mark.parametrize("schema", [GENERAL, OWN], ids=["general", "own"])
def test_schema_is_one(schema: Draft202012Validator) -> None:
    Draft202012Validator.check_schema(schema.schema)


def test_schema_is_the_same_on_every_call() -> None:
    assert pack_schema() == pack_schema()


# --- what loads follows it -------------------------------------------------------------------------


@pytest.mark.parametrize("name", pack_ids())
def test_shipped_pack_follows_it_read_by_us_and_by_an_editor(name: str) -> None:
    text = pack_path(name).read_text(encoding="utf-8")
    own = Draft202012Validator(pack_schema(load_pack(name)))
    assert problems(own, read(text, what="pack").node.plain()) == []
    assert problems(GENERAL, yaml.load(text, Loader=Editor)) == []


@pytest.mark.parametrize(("line", "text"), read_page().packs, ids=lambda part: str(part)[:5])
def test_pack_of_the_language_page_follows_it(line: int, text: str) -> None:
    whole = complete(text).node.plain()
    assert problems(GENERAL, whole) == []
    assert problems(Draft202012Validator(pack_schema(load(text))), whole) == []


def test_numbers_and_truth_may_be_read_as_such() -> None:
    pack = in_editor(
        "language: 1\nadvice: {a: {title: 2026, clauses: EX-1, when: {child.school.year_group: 11, child.age_disputed: true}}}"
    )
    assert problems(GENERAL, pack) == []
    assert pack["language"] == 1


# --- mistakes do not -------------------------------------------------------------------------------

MISTAKES = {
    "no such section": "routs: {}",
    "no such key of a rule": "advice: {a: {wen: {age: 16 or over}}}",
    "no such force": "advice: {a: {force: shall}}",
    "a duty without who": "duties: {a: {due: on birth}}",
    "a name with a capital": "terms: {Plan: {last: plans, by: started_on}}",
    "a name that is a word of the language": "terms: {next: {last: plans, by: started_on}}",
    "no such list": "terms: {a: {last: plan, by: started_on}}",
    "no such date of the list": "terms: {a: {last: plans, by: granted_on}}",
    "a pick without by": "terms: {a: {last: plans}}",
    "two picks in one": "terms: {a: {last: plans, first: plans, by: started_on}}",
    "a pick that is a choice": "terms: {a: {last: plans, by: started_on, choose: [{otherwise: b}]}}",
    "no field of the list": "terms: {a: {last: plans, where: {holder.tem: x}, by: started_on}}",
    "no code of a closed list": "terms: {a: {last: legal_orders, where: {type: full_care_oder}, by: granted_on}}",
    "a code of another list": "terms: {a: {last: legal_orders, where: {type: with_parents}, by: granted_on}}",
    "not and no code": "terms: {a: {last: legal_orders, where: {type: not care_order}, by: granted_on}}",
    "a list for a single value": "terms: {a: {last: plans, where: {final: includes true}, by: started_on}}",
    "a single value for a list": "terms: {a: {last: plans, where: {permanence: adoption}, by: started_on}}",
    "no such fact": "advice: {a: {when: {holder.tem: assessment}}}",
    "no such top of a fact": "advice: {a: {when: {holder: assessment}}}",
    "a number that is tested as a date": "advice: {a: {when: {age: on 16th birthday}}}",
    "a date that is tested as a number": "advice: {a: {when: {child.date_of_birth: 16 or over}}}",
    "a date alone": "advice: {a: {when: {today: 16th birthday}}}",
    "an operator": "advice: {a: {when: {age: '>= 16'}}}",
    "a bare day": "duties: {a: {who: b, due: within 5 days after birth}}",
    "since": "duties: {a: {who: b, due: since birth}}",
    "an amount alone": "duties: {a: {who: b, due: 4 weeks after birth}}",
    "brackets": "duties: {a: {who: b, due: before (birth)}}",
    "a date that is no date": "terms: {a: 12 months ago}",
    "an empty condition": "advice: {a: {when: {}}}",
    "any_of without a list": "advice: {a: {when: {any_of: {age: 16 or over}}}}",
    "a mistake deep inside": "advice: {a: {when: {any_of: [{unless: {age: sixteen and over}}]}}}",
    "a mapping for a test": "advice: {a: {when: {age: {is: 16}}}}",
    "an empty list of tests": "advice: {a: {when: {age: []}}}",
    "not in a list": "advice: {a: {when: {age: [not 16, 18]}}}",
    "a route without an answer": "routes: {a: {from: b}}",
    "a route with two answers": "routes: {a: {from: b, to: c, stay: true}}",
    "joining without a role": "routes: {a: {from: b, joins: c}}",
    "stay that is false": "routes: {a: {from: b, stay: false}}",
    "an item of two sorts": "checklists: {a: {items: [{document: genogram, any_of: [chronology]}]}}",
    "a checklist without items": "checklists: {a: {items: []}}",
    "no such requirement": "checklists: {a: {items: [{document: genogram, requirement: maybe}]}}",
    "up to date that is a phrase, of an item": "checklists: {a: {items: [{document: genogram, up_to_date: on birth}]}}",
    "no field of a document": "checklists: {a: {items: [{document: genogram, where: {child.nme: x}}]}}",
    "working hours in words": "conventions: {working_hours: nine to five}",
    "another language": "language: 2",
    "an edition from no day": "edition: {id: a, from: 1 April 2025}",
    "a reading without another": "readings: {a: {clauses: EX-1, question: b, taken: c, because: d, otherwise: []}}",
    "no such type of a local fact": "local: {a: {title: b, type: colour}}",
}


@pytest.mark.parametrize("text", MISTAKES.values(), ids=MISTAKES.keys())
def test_mistake_is_marked(text: str) -> None:
    assert not follows(GENERAL, text)


KNOWN_WITH_A_PACK = {
    "no such term": "advice: {a: {when: {pln: recorded}}}",
    "no such field of a term": "advice: {a: {when: {plan.colour: recorded}}}",
    "a record with a code": "advice: {a: {when: {plan: care}}}",
    "no code of the field of a term": "advice: {a: {when: {plan.permanence: includes fostering_for_ever}}}",
    "a condition that is neither true nor false": "advice: {a: {when: {grown_up: recorded_twice}}}",
    "no team": "advice: {a: {when: {holder.team: assesment}}}",
    "no team of a choice": "advice: {a: {when: {right_team: leaving_cre}}}",
    "no outcome of a decision": "advice: {a: {when: {allocation.outcome: postponed}}}",
    "nothing that is read off a decision": "advice: {a: {when: {allocation.considered: recorded}}}",
    "no local fact": "advice: {a: {when: {local.bnd: green}}}",
    "no code of a local fact": "advice: {a: {when: {local.band: blue}}}",
    "no decision": "routes: {a: {from: assessment, to: looked_after, if_decided: {alocation: agreed}}}",
    "no sender": "routes: {a: {from: assesment, to: looked_after}}",
    "no destination": "routes: {a: {from: assessment, to: lookd_after}}",
    "nobody": "duties: {a: {who: panl, due: on birth}}",
    "a checklist with a code": "advice: {a: {when: {papers: recieved}}}",
}


@pytest.mark.parametrize("text", KNOWN_WITH_A_PACK.values(), ids=KNOWN_WITH_A_PACK.keys())
def test_mistake_in_a_name_is_marked_with_the_pack_and_let_through_without(text: str) -> None:
    assert follows(GENERAL, text)
    assert not follows(OWN, text)


# --- what it offers --------------------------------------------------------------------------------


def offered(schema: Draft202012Validator, fact: str, where: str = "condition") -> list[Any]:
    """The words and patterns that an editor offers for a fact."""
    definitions = schema.schema["$defs"]
    test = definitions[where]["properties"][fact]
    found: list[Any] = []

    def collect(node: Any) -> None:
        if "$ref" in node:
            collect(definitions[node["$ref"].removeprefix("#/$defs/")])
        found.extend([node["const"]] if "const" in node else node.get("enum", []))
        found.extend([node["pattern"]] if "pattern" in node else [])
        for inner in node.get("anyOf", []):
            collect(inner)

    collect(test)
    return found


def test_codes_of_a_fact_are_offered_with_their_opposites_and_with_none_and_recorded() -> None:
    words = offered(GENERAL, "type", "where_legal_orders")
    for code in CODE_LISTS["legal_order"].codes:
        assert code in words
        assert f"not {code}" in words
    assert {"none", "recorded", "not none", "not recorded"} <= set(words)


def test_members_of_a_list_are_offered_as_included_or_alone() -> None:
    words = offered(GENERAL, "permanence", "where_plans")
    assert {
        "includes adoption",
        "only adoption",
        "not includes adoption",
        "not only adoption",
    } <= set(words)
    assert "adoption" not in words


def test_each_timing_phrase_is_offered_for_a_date() -> None:
    patterns = offered(GENERAL, "child.date_of_birth")
    assert len([p for p in patterns if not str(p).startswith("^not")]) >= len(TIMING)


def test_every_form_of_a_timing_phrase_says_what_it_means() -> None:
    assert all(one["description"] for one in GENERAL.schema["$defs"]["timing"]["anyOf"])


def test_names_of_the_pack_are_offered() -> None:
    facts = OWN.schema["$defs"]["condition"]["properties"]
    for name in (
        "plan",
        "plan.started_on",
        "right_team",
        "grown_up",
        "leaving_age",
        "allocation.outcome",
        "local.band",
        "papers",
    ):
        assert name in facts
    assert {"assessment", "looked_after", "sender"} <= set(offered(OWN, "holder.team"))
    assert {"agreed", "deferred", "not deferred"} <= set(offered(OWN, "allocation.outcome"))
    assert {"green", "red"} <= set(offered(OWN, "local.band"))
