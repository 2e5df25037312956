"""What ``sessions new`` writes: a file that is already good, with what may be changed told beside it."""

from intermezzo.core.practice.model import Ask
from intermezzo.presenters import _
from intermezzo.presenters.program import typed

_SESSION = """\
#:schema {schema}
# {heading}
# {more}
format = 1 # {format}
id = "{name}" # {id}
kind = "interlude" # {kinds}

[words]
title = "{title}"
intent = "" # {intent}

# {steps}
# {length}
# {interlude}
# {micro}

[[steps]]
movement = "standing_arrive" # {movement}
reps = 2 # {reps}

[[steps]]
movement = "sit_to_stand"
reps = 5

[[steps]]
movement = "thor_rot_seated"
reps = 1
# sides = 1 # {sides}
# easier = true # {easier}

[[steps]]
movement = "breath_lateral_seated"
reps = 2
"""

_MOVEMENT = """\
#:schema {schema}
# {heading}
# {more}
format = 1 # {format}
id = "{name}" # {id}
level = 1 # {level}
place = "desk" # desk, stand, wall, floor, bed, car, walk
quiet = true # {quiet}
regions = ["thoracic", "rib cage"] # {regions}
equipment = ["chair"] # {equipment}
asks = ["turning"] # {asks}
# next = "open_book" # {next}
# direction = "extension" # {direction}
# posture = "sit" # {posture}
# ends = "stand" # {ends}
watch_tag = "knees_slide" # {tag}
sources = ["PRACT"] # {sources}
reviewed_by = "" # {reviewed}

[dose]
reps = 4 # {reps}
sides = 2 # {sides}
tempo = [3, 2, 3, 2] # {tempo}
breath = [ # {breath}
    {{ kind = "out", seconds = 3 }},
    {{ kind = "in", seconds = 2 }},
    {{ kind = "out", seconds = 3 }},
    {{ kind = "in", seconds = 2 }},
]
on = ["move", "hold", "return"] # {on}
# turn = 5 # {turn}
# ways = true # {ways}
# one_way = true # {one_way}

# {words}
[words]
name = "{title}"
also = "seated twist" # {also}
search = ["shoulder blades"] # {search}
purpose = "Lets the middle of the back turn."
start = "Sit tall, arms crossed on the chest."
cues = [ # {cues}
    "Turn from the breastbone.",
    "Grow a little where you are.",
    "Turn back just as slowly.",
]
feels = "The turn happens between the shoulder blades."
watch = "one knee sliding forward."
easier = "Half the distance."
harder = "Stay for three breaths at the end."
stop = "it hurts sharply at the ribs or on one side." # {stop}
"""


def session(name: str, schema: str) -> str:
    """A session of the user's own; ``schema`` is the address of the JSON Schema."""
    return _SESSION.format(
        schema=schema,
        name=name,
        title=_title(name),
        heading=_("A session of your own. “{intermezzo} sessions check FILE” looks it over,").format(
            intermezzo=typed()
        ),
        more=_(
            "“{intermezzo} now {name}” begins it; it is offered too, once its movements are in your "
            "repertoire."
        ).format(name=name, intermezzo=typed()),
        format=_("there is only this format"),
        id=_("the file’s own name; that of a shipped session replaces it"),
        kinds=_("interlude: 90 to 120 s · micro: 300 to 600 s · ritual: its own length, never offered"),
        intent=_("one sentence below the title"),
        steps=_("One to twelve steps, in order. “{intermezzo} sessions list” names the movements.").format(
            intermezzo=typed()
        ),
        length=_(
            "Length: getting ready, repetitions, changes of side, and 5 to 20 s before each further step."
        ),
        interlude=_(
            "A good interlude moves three areas, includes a breath, and never has the same fault to "
            "watch for twice."
        ),
        micro=_(
            "A good micro-session begins with a slow check, settles, steadies the core, and ends in breath."
        ),
        movement=_("its id"),
        reps=_("on each side; left out, as many as the movement itself says"),
        sides=_("only one side"),
        easier=_("begins in its easier form; “{intermezzo} sessions show ID” tells which that is").format(
            intermezzo=typed()
        ),
    )


def movement(name: str, schema: str) -> str:
    """A movement of the user's own; ``schema`` is the address of the JSON Schema."""
    return _MOVEMENT.format(
        schema=schema,
        name=name,
        title=_title(name),
        heading=_("A movement of your own. “{intermezzo} sessions check FILE” looks it over.").format(
            intermezzo=typed()
        ),
        more=_("Sessions name it by its id; alone it is never offered."),
        format=_("there is only this format"),
        id=_("the file’s own name; that of a shipped movement replaces it"),
        level=_(
            "0 settle, 1 supported, 2 unsupported, 3 loaded, 4 turning or hinging with load, 5 floor lift"
        ),
        quiet=_("whether it can be done unseen in an open office"),
        regions=_("the regions it moves; the schema lists them"),
        equipment=_("what must be at hand; the schema names what the settings ask about"),
        asks=", ".join(Ask),
        next=_("the movement that follows it on its ladder"),
        direction=_("only where it suits some and not others: extension or flexion"),
        posture=_(
            "where it begins, if place and asks do not say: sit, stand, kneel, hands_and_knees, back, side"
        ),
        ends=_("where a one-way movement ends"),
        on=_("when each cue is shown: move, hold, return, rest or any; the label says in and out"),
        turn=_("seconds from one side to the other; left out, none"),
        ways=_("the sides are the two ways round, not left and right"),
        one_way=_("it ends elsewhere than it begins, so the figure never runs backwards"),
        tag=_("one name for the fault, the same in all movements that share it"),
        sources=_("where it comes from; PRACT for common practice"),
        reviewed=_("the physiotherapist who looked at it"),
        reps=_("on each side"),
        sides=_("2 where each side has its turn"),
        tempo=_("seconds of move, hold, return, rest"),
        breath=_("in, out, hold or free; it fills the tempo exactly"),
        words=_("The words must do without the figure. Calm, exact, and no promises."),
        also=_("another name that people know it by, or left out"),
        search=_("further words by which it is found, or left out"),
        cues=_("three to five, of at most twelve words"),
        stop=_("when to stop, worded to follow “Stop if”; the general rule is always shown too"),
    )


def _title(name: str) -> str:
    return name.replace("_", " ").capitalize()
