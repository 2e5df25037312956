"""Sentences about the files of movements, sessions and prescriptions: what is wrong, where, what to do."""

from collections.abc import Callable, Mapping

from intermezzo.presenters import _


def sentences() -> Mapping[str, str | Callable[..., str]]:
    """Return the sentences by code, in the user's language."""
    return {
        # Files
        "library.in_file": "{path}:{line}:{column}: {what}; {mend}",
        "library.replaced": _("{path} replaces the built-in {id}"),
        "library.not_saved": _("Not saved: {what}; {mend}."),
        "library.not_written": _("{path}: can’t be written ({why}); check the folder’s permissions"),
        "library.not_changed": _("{path}: can’t be read ({why}); fix it by hand"),
        "library.own_unreadable": _("{id}: your session can no longer be read; check its file in {folder}"),
        "library.one_a_file": _("put each movement or session in its own file"),
        "library.many_files": _("there are too many files; only the first {most} are used"),
        "library.move_files": _("move some of them away"),
        # Keys
        "library.whole_file": _("the file"),
        "library.not_a_table": _("{where} is not a table"),
        "library.write_table": _("write it as a table"),
        "library.unknown_key": _("unknown key {key}"),
        "library.take_key_out": _("remove it"),
        "library.take_key_out_or": _("remove it, or use one of: {keys}"),
        "library.missing_key": _("{key} is missing"),
        "library.unfit": _("{where} can’t be {value}"),
        # ``what`` is the description of a key in the JSON Schemas.
        "library.give": lambda what: _("use {what}").format(what=_(what)),
        "library.give_table": _("add this table"),
        "library.write_one_of": _("use one of: {names}"),
        "library.perhaps": _("did you mean {near!r}?"),
        "library.id_not_file_name": _("the id {id!r} is not the file’s name"),
        "library.write_file_name": _("use {stem!r}, or rename the file to {id}.toml"),
        "library.id_taken": _("the id {id!r} is already that of {path}"),
        "library.give_other_id": _("give one of them another id and file name"),
        "library.id_of_movement": _("{id!r} is already the id of a movement"),
        "library.give_session_other_id": _("give the session another id and file name"),
        "library.no_such_words": _("there is no movement or session {id!r}"),
        "library.name_file_after": _("name the file after the one it translates"),
        # Movements
        "library.no_region": _("there is no region {region!r}"),
        "library.long_cue": _("this cue has {count} words"),
        "library.shorten_cue": _("use at most {most}"),
        "library.no_time": _("one repetition takes no time"),
        "library.give_tempo": _("give move, hold, return or rest at least a second"),
        "library.breath_not_tempo": _("the breath lasts {breath:g} s, the tempo {tempo:g} s"),
        "library.fill_tempo": _("make the breath add up to {tempo:g} s"),
        "library.only_held": _("the breath is only held"),
        "library.add_breath": _("add in, out or free"),
        "library.same_breath_twice": _("the breath goes {kind} twice in a row"),
        "library.alternate_breath": _("alternate in and out, across repetitions too, or use free"),
        # Sessions
        "library.no_movement": _("there is no movement {id!r}"),
        "library.write_movement_id": _("use an existing id, or fix the movement’s file"),
        "library.no_sides": _("{id} has no sides"),
        "library.take_sides_out": _("remove sides"),
        "library.cue_times_not_cues": _("dose.on has {times} entries for {cues} cues"),
        "library.give_cue_times": _("give it {cues}: move, hold, return, rest or any"),
        "library.cue_never": _("the {time} of this tempo lasts 0 seconds, so its cue is never shown"),
        "library.choose_cue_time": _("choose another part, or any"),
        "library.turn_without_sides": _("there is only one side to turn to"),
        "library.take_turn_out": _("remove turn, or set sides = 2 or one_way = true"),
        "library.ends_both_ways": _("only a one-way movement ends elsewhere"),
        "library.add_one_way": _("add one_way = true to dose, or remove ends"),
        "library.no_easier_form": _("{id} has no easier form"),
        "library.take_easier_out": _("remove easier"),
        "library.interlude": _("an interlude"),
        "library.micro": _("a micro-session"),
        "library.length_unfit": _(
            "it lasts {seconds:g} s with its pauses; {name} lasts {low:g} to {high:g} s"
        ),
        "library.change_length": _("{change}, in repetitions or steps"),
        "library.add_seconds": _("add at least {more:g} s"),
        "library.take_seconds_away": _("remove at least {less:g} s"),
        # Figures
        "library.unknown_name": _("unknown name {name!r}"),
        "library.frame_time": _("{at!r} is not after the frame before"),
        "library.give_frame_time": _("use a number above {low:g}, up to 1"),
        "library.path_time": _("the path ends at {until:g}, which is not after its beginning at {after:g}"),
        "library.give_path_time": _("use a number above `after`, up to 1"),
        "library.not_a_number": _("{name} is not a number"),
        "library.give_degrees": _("use degrees"),
        "library.not_pins": _("{name} is not a list of pins"),
        "library.give_pins": _('for example ["l_foot"]'),
        "library.not_pinned": _("{name!r} is not pinned, so it cannot let go"),
        "library.give_own_pins": _("use pins of feet, hands or trunk that the figure has"),
        "library.no_part": _("there is no part of the body or joint {name!r}"),
        "library.see_parts": _(
            "use arms, legs, trunk, head, one side as l_arm, or a joint of docs/figures.md"
        ),
        "library.part_still": _("{name!r} does not move anyway"),
        "library.take_part_out": _("take it out, or name something that moves"),
        "library.share_between": _("between two base poses nobody can stay"),
        "library.give_frames": _("take share out and give the easier form its own frames"),
        "library.easier_same": _("the easier form is the same as the full one"),
        "library.give_easier": _("say what differs: share, without, start, frames, pins or props"),
        "library.no_joint": _("there is no joint {name!r}"),
        "library.see_figures": _("docs/figures.md lists them"),
        "library.angle_beyond": _("{name} would be {value:g}° in total"),
        "library.angle_limits": _("keep it between {low:g} and {high:g}"),
        # Prescriptions
        "library.same_prescription_name": _("another prescription has the same file name"),
        "library.rename_prescription": _("rename one of the two files"),
        "library.prescription_unreadable": _(
            "{path}: the existing file can’t be read; fix it or move it away, then save again"
        ),
        "library.ends_before_begin": _("the prescription ends before it starts"),
        "library.give_later_day": _("use a day after from, or leave it out"),
        "library.movement_and_title": _("it has a movement and a title"),
        "library.take_one_out": _("remove the title, or the movement if it is a different exercise"),
        "library.describe_or_list": _(
            "use title and instructions instead, or see: {intermezzo} sessions list"
        ),
        "library.no_name": _("an exercise has no name"),
        "library.give_name": _("add movement, or title and instructions"),
        "library.no_instructions": _("it has no instructions"),
        "library.add_instructions": _("add one or two sentences"),
        "library.no_dose": _("it has no dose"),
        "library.give_dose": _("add reps, or hold in seconds"),
        "library.days_and_every": _("it has both days and every"),
        "library.choose_days_or_every": _("use one of them: days of the week, or every"),
    }
