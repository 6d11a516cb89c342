"""`python -m eval`: examine the assistant, or measure one thing, and fail where it does less than was promised.

python -m eval                     the examination: --tier a (no language model), b (a sample by one) or c (all by one)
python -m eval retrieval           nDCG@10 of Spanish and English questions to Spanish paragraphs
python -m eval fit                 the calibration of the embedding model that is set, written into the data folder
python -m eval fit-weights         the fusion weights that fit XQuAD best, beside those that are set
python -m eval sentences           the seams of news sentences that are found again (FLARES)
python -m eval verification        altered claims caught and true ones refused
python -m eval proof               every kind of altered claim, and true ones in other shapes (--part, --kinds, --show)
python -m eval abstention          how often it answers what it cannot and refuses what it can (--mode llm)
python -m eval mission             the questions that this project began with, the first in ten ways
python -m eval answers             whether the language model's answers hold what was asked and cite it (XQuAD)
python -m eval press               questions over real press, by kind; --fit fits the judge of answers on them
                                   --seal FILE keeps what the model said, --replay FILE needs no model, --floors gates
python -m eval questions           whether questions over real press are read as what they are (--part, --wrong)
python -m eval watch               saved questions asked of real press as it comes: what is told (--part, --show)
python -m eval model               a scripted model, perfect, mediocre or hostile: what the proof makes of its sentences
python -m eval injections          orders planted in articles: how many reach the prompt, how many are obeyed
python -m eval bench [STAGE…]      where the time and the memory go (--list, --write docs/bench.md)
python -m eval archive             how long 10,000 articles take to be indexed, looked through again, deleted (--mixed)
python -m eval million             an archive of up to a million passages: rate, room, start, searches at every share
python -m eval new --from PATH     draft cases from your own articles; `accept` has a person read them
python -m eval accept [FILE]       read drafts in the terminal: accept, correct, skip or delete each
python -m eval import SET --out DIR  a SQuAD-style file, a BEIR-style folder or XQuAD as an archive with cases
python -m eval validate [PATH…]    check cases against their schema and their articles: exit 0, or 2 with a line a fault
"""

from __future__ import annotations

import argparse
import json
import shlex
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from eval.examination.gates import FLOORS
from eval.xquad import DEFAULT_FOLDER
from rag.errors import HemerotecaError
from rag.settings import Settings, at_home, load_settings

if TYPE_CHECKING:
    from eval.cassette import Cassette
    from eval.sealed import Sealed

__all__ = ["main"]

PASSED, FAILED, FAULTY, NOT_MEASURED = 0, 1, 2, 3


def _path(text: str) -> Path:
    """A path, with the home folder in place of `~`, which a shell leaves alone behind `=` and inside quotes."""
    return Path(at_home(text))


def _count(text: str) -> int:
    """A number from 1."""
    if (number := int(text)) < 1:
        raise argparse.ArgumentTypeError(f"{text} is too few: at least 1.")
    return number


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the examination or one measurement.

    Returns:
        0 where it passed, 1 where a floor or a gate failed, 2 for cases that are faulty, 3 where it could not measure,
        and with `--strict` 4 where a loss is inconclusive. Wrong usage ends the process with 2.
    """
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except HemerotecaError as error:
        print(f"hemeroteca eval: {error}", file=sys.stderr)
    except OSError as error:  # a file that was named: of what cannot be read or written the path says enough
        print(f"hemeroteca eval: {error.filename}: {error.strerror}. Name another file.", file=sys.stderr)
    return NOT_MEASURED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m eval", description="Examine the assistant, or measure one thing that it does."
    )
    _examination(parser)
    commands = parser.add_subparsers(metavar="MEASUREMENT")
    for name, run, text in (
        ("retrieval", _retrieval, "how well questions find their article (XQuAD)"),
        ("fit-weights", _fit_weights, "the fusion weights that fit XQuAD best"),
    ):
        command = commands.add_parser(name, help=text)
        command.add_argument("--data", type=_path, default=DEFAULT_FOLDER, help="folder of XQuAD")
        command.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth question")
        command.set_defaults(run=run)
    fit = commands.add_parser("fit", help="the calibration of the embedding model that is set, into the data folder")
    fit.add_argument(
        "--data", type=_path, default=DEFAULT_FOLDER, help="folder of XQuAD; without it, the own cases serve"
    )
    fit.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth question")
    fit.add_argument("--out", type=_path, metavar="FILE", help="write it there instead")
    fit.set_defaults(run=_fit)
    sentences = commands.add_parser("sentences", help="seams of news sentences that are found again (FLARES)")
    sentences.set_defaults(run=_sentences)
    verification = commands.add_parser("verification", help="altered claims caught and true ones refused")
    verification.add_argument("--count", type=int, default=200, metavar="N", help="claims of each kind")
    verification.add_argument("--index", type=_path, metavar="DIR", help="keep the archives there between runs")
    verification.add_argument("--show", type=int, default=0, metavar="N", help="show N misjudged claims of each kind")
    verification.set_defaults(run=_verification)
    proof = commands.add_parser("proof", help="every kind of altered claim, and true ones in other shapes")
    proof.add_argument("--part", choices=("build", "fit", "report", "all"), default="report", help="of the articles")
    proof.add_argument(
        "--kinds", default="all", metavar="KINDS", help="all, build, heldout, true, or names with commas between them"
    )
    proof.add_argument(
        "--most", type=int, default=100, metavar="N", help="claims of each kind, half as many in English"
    )
    proof.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth claim")
    proof.add_argument("--language", choices=("es", "en"), help="only articles in one language")
    proof.add_argument("--index", type=_path, metavar="DIR", help="keep the archives there between runs")
    proof.add_argument("--show", metavar="KIND", help="print claims of one kind beside their sentences, verify nothing")
    proof.add_argument("--wrong", type=int, default=0, metavar="N", help="show N misjudged claims of each kind")
    proof.set_defaults(run=_proof)
    abstention = commands.add_parser("abstention", help="answers to what has none, and refusals of what has one")
    abstention.add_argument("--data", type=_path, default=DEFAULT_FOLDER, help="folder of XQuAD")
    abstention.add_argument("--mode", choices=("extractive", "llm"), default="extractive", help="how answers are made")
    abstention.add_argument("--sample", type=int, default=0, metavar="N", help="only N questions of each kind")
    abstention.add_argument(
        "--cassettes", type=_path, metavar="DIR", help="record what the model writes, and replay it"
    )
    abstention.add_argument("--show", action="store_true", help="print what was decided wrongly")
    abstention.set_defaults(run=_abstention)
    mission = commands.add_parser("mission", help="the questions that this project began with")
    mission.set_defaults(run=_mission)
    model = commands.add_parser("model", help="what the proof makes of a perfect, a mediocre and a hostile model")
    model.add_argument("--writer", choices=("perfect", "mediocre", "hostile"), help="only one of them")
    model.add_argument("--most", type=int, default=0, metavar="N", help="only N of the cases")
    model.add_argument("--wrong", action="store_true", help="print every false sentence that is shown as proven")
    model.set_defaults(run=_model)
    dated = commands.add_parser("dated", help="questions with a time, an outlet or an author: the right article first")
    dated.add_argument("--wrong", action="store_true", help="print the questions whose right article is not first")
    dated.set_defaults(run=_dated)
    answers = commands.add_parser("answers", help="what the language model's answers hold and cite (XQuAD)")
    answers.add_argument("--data", type=_path, default=DEFAULT_FOLDER, help="folder of XQuAD")
    answers.add_argument("--sample", type=int, default=60, metavar="N", help="questions asked; 0: all (default: 60)")
    answers.add_argument("--skip", type=int, default=0, metavar="N", help="leave out the first N of the seeded order")
    answers.add_argument("--cassettes", type=_path, metavar="DIR", help="record what the model writes, and replay it")
    answers.add_argument("--index", type=_path, metavar="DIR", help="keep the archive here between runs")
    answers.add_argument("--show", action="store_true", help="print every question with its answer")
    answers.set_defaults(run=_answers)
    _press_command(commands)
    questions = commands.add_parser("questions", help="whether questions over real press are read as what they are")
    questions.add_argument("--part", choices=("build", "fit", "report", "all"), default="all", help="of the articles")
    questions.add_argument("--wrong", action="store_true", help="print the questions that are read as something else")
    questions.set_defaults(run=_questions)
    _watch_command(commands)
    injections = commands.add_parser(
        "injections", help="orders planted in articles: which reach the prompt, are obeyed"
    )
    injections.add_argument("--data", type=_path, default=DEFAULT_FOLDER, help="folder of XQuAD")
    injections.add_argument("--sample", type=int, default=0, metavar="N", help="payloads tried; 0: all (default)")
    injections.add_argument("--language", choices=["es", "en"], default="", help="of the payloads (default: both)")
    injections.add_argument("--undefended", action="store_true", help="do not look for orders: try the other layers")
    injections.add_argument("--prompts-only", action="store_true", help="only how far they come, without a model")
    injections.add_argument(
        "--cassettes", type=_path, metavar="DIR", help="record what the model writes, and replay it"
    )
    injections.add_argument("--index", type=_path, metavar="DIR", help="keep the archive here between runs")
    injections.set_defaults(run=_injections)
    bench = commands.add_parser("bench", help="where the time and the memory go")
    bench.add_argument("stages", nargs="*", metavar="STAGE", help="only these; --list names them (default: all)")
    bench.add_argument("--list", action="store_true", help="name the stages, and measure nothing")
    bench.add_argument("--no-page", action="store_true", help="leave out the page")
    bench.add_argument("--write", type=_path, metavar="FILE", help="put the tables between their marks in a document")
    bench.set_defaults(run=_bench)
    million = commands.add_parser("million", help="an archive of up to a million passages, written and asked")
    million.add_argument("--passages", type=int, default=1_000_000, metavar="N", help="how many (default: 1,000,000)")
    million.add_argument("--vectors", type=_path, metavar="FILE", help="real unit vectors to begin with (.npy)")
    million.add_argument("--index", type=_path, metavar="DIR", help="an empty folder to keep the archive in")
    million.set_defaults(run=_million)
    archive = commands.add_parser("archive", help="how long an archive of many articles takes to be kept in step")
    archive.add_argument("--articles", type=int, default=10_000, metavar="N", help="how many (default: 10,000)")
    archive.add_argument("--mixed", action="store_true", help="in exports, ZIP files, pages and texts")
    archive.set_defaults(run=_archive)
    validate = commands.add_parser("validate", help="whether cases are what their schema and their articles say")
    validate.add_argument("paths", nargs="*", type=_path, metavar="PATH", help="files of cases, or folders of them")
    validate.add_argument(
        "--corpus", action="append", type=_path, metavar="FOLDER", help="articles (again for more folders)"
    )
    validate.add_argument("--schema", action="store_true", help="print the JSON Schema of a case, and check nothing")
    validate.set_defaults(run=_validate)
    _archive_commands(commands)
    return parser


def _press_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    press = commands.add_parser("press", help="questions over real press: right, not whole, wrong, refused, by kind")
    press.add_argument("--mode", choices=("extractive", "llm"), default="extractive", help="how answers are made")
    press.add_argument("--part", default="build", help="build, fit, report or all (default: build)")
    press.add_argument("--kinds", default="", metavar="NAMES", help="only these kinds, with commas between them")
    press.add_argument("--every", type=int, default=1, metavar="N", help="ask one question in N")
    press.add_argument("--english", action="store_true", help="in English, what was asked so or was put into it")
    source = press.add_mutually_exclusive_group()
    source.add_argument("--cassettes", type=_path, metavar="DIR", help="record what the model writes, and replay it")
    source.add_argument(
        "--replay", type=_path, metavar="FILE", help="answer with what was sealed, without a model (with --mode llm)"
    )
    press.add_argument(
        "--seal", type=_path, metavar="FILE", help="keep there what this run used of --cassettes, to be committed"
    )
    press.add_argument("--index", type=_path, metavar="DIR", help="keep the archive here between runs")
    press.add_argument(
        "--show", nargs="?", const="all", default="", metavar="LABEL", help="print answers, of one label"
    )
    press.add_argument(
        "--floors", nargs="?", type=_path, const=FLOORS, metavar="FILE", help="end with 1 below these (default: ours)"
    )
    press.add_argument(
        "--recorded", action="store_true", help="hold the floors to what a replay holds, where that is most"
    )
    press.add_argument("--fit", action="store_true", help="fit the judge of answers instead (asks the model)")
    press.set_defaults(run=_press)


def _watch_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    watch = commands.add_parser("watch", help="saved questions asked of real press as it comes: what is told")
    watch.add_argument("--part", choices=("build", "fit", "report"), default="build", help="of the articles")
    watch.add_argument("--at-once", type=_count, metavar="N", help="articles that come together (default: 1, 4 and 12)")
    watch.add_argument("--every", type=_count, metavar="N", help="ask one question in N (default: by how many come)")
    watch.add_argument("--index", type=_path, metavar="DIR", help="keep the archive here between runs, as of press")
    watch.add_argument("--show", action="store_true", help="print what was told and is not gold, and gold that was not")
    watch.set_defaults(run=_watch)


def _examination(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--tier", choices=("a", "b", "c"), default="a", help="how much (default: a, without a model)")
    parser.add_argument(
        "--report-dir", type=_path, metavar="DIR", help="write JSON, JUnit XML, Markdown and HTML there"
    )
    parser.add_argument(
        "--cases", action="append", type=_path, metavar="PATH", help="other cases than the delivered ones"
    )
    parser.add_argument(
        "--corpus", action="append", type=_path, metavar="FOLDER", help="the articles that they are about"
    )
    parser.add_argument("--floors", type=_path, metavar="FILE", help="gates of other cases (TOML)")
    parser.add_argument("--baseline", type=_path, metavar="FILE", help="report to compare with")
    parser.add_argument("--no-baseline", action="store_true", help="compare with nothing")
    parser.add_argument("--write-baseline", type=_path, metavar="FILE", help="keep what was found as a baseline")
    parser.add_argument(
        "--update-readme", type=_path, metavar="FILE", help="put the table of figures between its marks"
    )
    parser.add_argument("--cassettes", type=_path, metavar="DIR", help="record what the model writes, and replay it")
    parser.add_argument(
        "--judge", action="store_true", help="the language model says of each answer whether it is right"
    )
    parser.add_argument("--strict", action="store_true", help="end with 4 where a loss is inconclusive")
    parser.set_defaults(run=_examine)


def _archive_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """What makes cases of somebody's own articles, and of public sets."""
    new = commands.add_parser("new", help="draft cases from your own articles")
    new.add_argument("--from", dest="source", type=_path, required=True, metavar="PATH", help="folder of articles")
    new.add_argument("--out", type=_path, metavar="FILE", help="appended to (default: drafts.jsonl beside the index)")
    new.add_argument("--count", type=int, default=30, metavar="N", help="drafts at most (default: 30)")
    new.add_argument("--llm", action="store_true", help="have the configured language model write the questions")
    new.set_defaults(run=_new)
    accept = commands.add_parser("accept", help="read drafts in the terminal: accept, correct, skip or delete each")
    accept.add_argument("file", nargs="?", type=_path, metavar="FILE", help="default: drafts.jsonl beside the index")
    accept.add_argument(
        "--corpus", action="append", type=_path, metavar="FOLDER", help="articles (default: those of the settings)"
    )
    accept.add_argument("--reviewer", metavar="NAME", help="who accepts (default: the user of the system)")
    accept.set_defaults(run=_accept)
    importing = commands.add_parser("import", help="a public set of questions as an archive with cases")
    importing.add_argument("set", type=_path, metavar="SET", help="SQuAD-style .json, BEIR-style folder, or XQuAD")
    importing.add_argument("--out", type=_path, required=True, metavar="DIR", help="new folder: articles/ and cases/")
    importing.add_argument(
        "--language", default="es", metavar="CODE", help="of the articles, where the set has several (default: es)"
    )
    importing.set_defaults(run=_import)


# Each measurement brings torch or a browserful of libraries with it: imported when it is chosen.


def _examine(options: argparse.Namespace) -> int:
    from eval.cases import read_corpus
    from eval.examination.exam import as_baseline, examine_all, plan_of
    from eval.examination.gates import exit_code
    from eval.examination.markdown import measures_table, replace_table
    from eval.examination.report import read_report, to_json
    from eval.examination.show import write_reports
    from eval.examination.terminal import to_text

    plan = plan_of(
        options.tier,
        cases=options.cases,
        corpus=options.corpus,
        floors=options.floors,
        baseline=options.baseline,
        compared=not options.no_baseline,
        cassettes=options.cassettes,
        judged=options.judge,
    )
    report = examine_all(plan, load_settings(), lambda line: print(line, file=sys.stderr, flush=True))
    if options.report_dir:
        earlier = read_report(plan.baseline) if plan.baseline else None
        write_reports(report, options.report_dir, read_corpus(plan.corpus), earlier)
    if options.write_baseline:
        options.write_baseline.write_text(to_json(as_baseline(report), brief=True), encoding="utf-8")
    if options.update_readme:
        text = options.update_readme.read_text(encoding="utf-8")
        options.update_readme.write_text(replace_table(text, measures_table(report)), encoding="utf-8")
    print(to_text(report))
    return exit_code(report, strict=options.strict)


def _retrieval(options: argparse.Namespace) -> int:
    from eval.retrieval import run

    scores = run(options.data, load_settings(), every=options.every)
    for score in scores:
        print(score)
    return PASSED if all(score.passed for score in scores) else FAILED


def _fit(options: argparse.Namespace) -> int:
    from eval.calibrate import Plan, calibrate, write

    settings = load_settings()
    made = calibrate(Plan(options.data, options.every), settings, print)
    print(f"written to {write(made, settings, options.out)}")
    return PASSED


def _fit_weights(options: argparse.Namespace) -> int:
    from eval.fusion_fit import run

    print(run(options.data, load_settings(), every=options.every))
    return PASSED


def _sentences(_options: argparse.Namespace) -> int:
    from eval.sentences import run

    seams = run()
    print(seams)
    return PASSED if seams.passed else FAILED


def _verification(options: argparse.Namespace) -> int:
    from eval.verification import misjudged, rates, run

    found = run(load_settings(), count=options.count, folder=options.index)
    measured = rates(found)
    for rate in measured:
        print(rate)
    for held in found.values():
        for line in misjudged(held, options.show):
            print(line)
    return PASSED if all(rate.passed for rate in measured) else FAILED


def _proof(options: argparse.Namespace) -> int:
    from eval.proof import Plan, lines, measure, show, wrong

    languages = (options.language,) if options.language else ("es", "en")
    plan = Plan(options.part, options.kinds, options.most, options.every, languages, options.index)
    if options.show:
        print(*show(plan, options.show), sep="\n")
        return PASSED
    found = measure(plan, load_settings(), print)
    made = lines(found)
    print(*made, *wrong(found, options.wrong), sep="\n")
    return PASSED if all(line.passed for line in made) else FAILED


def _abstention(options: argparse.Namespace) -> int:
    from eval.abstention import run
    from rag.types import Mode

    show = print if options.show else lambda _: None
    measured = run(
        options.data,
        load_settings(),
        Mode(options.mode),
        sample=options.sample,
        cassettes=options.cassettes,
        show=show,
    )
    for rate in measured:
        print(rate)
    return PASSED if all(rate.passed for rate in measured) else FAILED


def _mission(_options: argparse.Namespace) -> int:
    from eval.mission import run

    checks = run(load_settings())
    for check in checks:
        print(check)
    return PASSED if all(check.passed for check in checks) else FAILED


def _model(options: argparse.Namespace) -> int:
    from eval.scripted import run

    show = print if options.wrong else lambda _: None
    writers = (options.writer,) if options.writer else ()
    passed = True
    for tally in run(load_settings(), writers, most=options.most, show=show):
        print(tally)
        passed = passed and tally.passed
    return PASSED if passed else FAILED


def _dated(options: argparse.Namespace) -> int:
    from eval.dated import FITTED, HELD_OUT, asked, indexed, is_passed, summary
    from rag.models import load_embedder

    settings, passed = load_settings(), True
    embedder = load_embedder(settings)
    for dated in (FITTED, HELD_OUT):
        with indexed(dated, settings, embedder) as store:
            answers = asked(dated, store, embedder, settings)
            plain = summary(asked(dated, store, embedder, settings, plain=True))
        passed = passed and is_passed(answers)
        for kind, (right, of) in sorted(summary(answers).items()):
            print(f"{dated.name:9} {kind:10} {right:3} of {of:3} first; by its words alone {plain[kind][0]:3}")
        for answer in answers:
            if options.wrong and not answer.is_right:
                print(f"  {answer.case.id}: {answer.case.question} → {', '.join(answer.found[:2])}")
    return PASSED if passed else FAILED


def _answers(options: argparse.Namespace) -> int:
    from eval.answers import run

    report = run(
        options.data,
        load_settings(),
        sample=options.sample,
        skip=options.skip,
        cassettes=options.cassettes,
        index=options.index,
    )
    if options.show:
        print(report.details())
    print(report)
    return PASSED if report.passed else FAILED


def _press(options: argparse.Namespace) -> int:
    from eval.cassette import Cassette
    from eval.press import ask_all, detail, in_english, read_questions, table
    from eval.press_floors import broken, read_floors
    from eval.sealed import seal

    settings = load_settings()
    if options.fit:
        return _fit_on_press(options, settings)
    if options.mode == "extractive":
        settings = settings.model_copy(update={"llm": "off"})
    if options.floors and (options.kinds or options.english or options.every > 1):
        raise HemerotecaError("--floors hold for all questions of a part: leave out --kinds, --english and --every.")
    floors = read_floors(options.floors, options.part, options.mode) if options.floors else None
    model = _press_model(options, settings)
    kinds = options.kinds.split(",") if options.kinds else []
    chosen = [
        question
        for question in (in_english(read_questions()) if options.english else read_questions())
        if (options.part == "all" or question.part in options.part.split(",")) and (not kinds or question.kind in kinds)
    ][:: options.every]
    asked = ask_all(settings, chosen, model=model, index=options.index, tell=lambda line: print(line, flush=True))
    for one in asked:
        if options.show in ("all", one.label):
            print(detail(one))
    print("\n".join(table(asked)))
    if options.seal and isinstance(model, Cassette):
        print(seal(model, options.seal))
    missed = broken(asked, floors, recorded=options.recorded) if floors else []
    for line in missed:
        print(f"floor missed: {line}", file=sys.stderr)
    return FAILED if missed else PASSED


def _press_model(options: argparse.Namespace, settings: Settings) -> Cassette | Sealed | None:
    """What is recorded or was sealed of the language model; None: that of the settings is asked, where there is one."""
    from eval.cassette import recorded
    from eval.sealed import sealed

    if (options.seal or options.replay) and options.mode != "llm":
        raise HemerotecaError("--seal and --replay are about the language model: add --mode llm.")
    if options.replay:
        return sealed(settings, options.replay)
    if options.cassettes and settings.llm != "off":
        return recorded(settings, options.cassettes)
    if options.seal:
        raise HemerotecaError("--seal keeps what a run used of its recordings: add --cassettes, and set no llm = off.")
    return None


def _questions(options: argparse.Namespace) -> int:
    from eval.press import read_questions
    from eval.questions import read_all, table

    read = read_all([q for q in read_questions() if options.part in ("all", q.part)])
    if options.wrong:
        print(*(one for one in read if not one.right), sep="\n")
    print(*table(read), sep="\n")
    return PASSED


def _watch(options: argparse.Namespace) -> int:
    from eval.press import read_questions
    from eval.watched import ASKED, detail, read_readings, run, table

    asked = {n: options.every or ASKED.get(n, 1) for n in ([options.at_once] if options.at_once else ASKED)}
    chosen = [question for question in read_questions() if question.part == options.part]
    readings = read_readings()
    told = run(load_settings(), chosen, asked, index=options.index, tell=lambda line: print(line, file=sys.stderr))
    for watch in told:
        if options.show:
            print(*detail(watch, readings), sep="\n")
        print(*table(watch, readings), sep="\n", flush=True)
    return PASSED


def _fit_on_press(options: argparse.Namespace, settings: Settings) -> int:
    from eval.calibrate import write
    from eval.press_fit import run

    folder = options.cassettes or settings.data_dir / "cassettes"
    calibration, report = run(
        settings, cassettes=folder, index=options.index, tell=lambda line: print(line, flush=True)
    )
    print(report)
    print(f"written to {write(calibration, settings)}")
    return PASSED


def _injections(options: argparse.Namespace) -> int:
    from eval.injections import run

    report = run(
        options.data,
        load_settings(),
        sample=options.sample,
        language=options.language,
        undefended=options.undefended,
        prompts_only=options.prompts_only,
        cassettes=options.cassettes,
        index=options.index,
    )
    if details := report.details():
        print(details)
    print(report)
    return PASSED if report.passed else FAILED


def _bench(options: argparse.Namespace) -> int:
    from datetime import date

    from eval.bench.machine import described
    from eval.bench.stages import STAGES, chosen, run
    from eval.bench.table import renew, table

    if options.list:
        print("\n".join(f"{name:12}{text}" for name, text in STAGES.items()))
        return PASSED
    machine, passed = described(date.today()), True
    print(machine, flush=True)
    for stage, figures in run(load_settings(), chosen(options.stages, page=not options.no_page)):
        for figure in figures:
            print(figure, flush=True)
        passed &= all(figure.passed for figure in figures)
        if not figures:
            print(f"{stage}: nothing to measure without a language model", flush=True)
        elif options.write:  # at once, since the next stage may take long, or fail
            renew(options.write, {stage: table(figures, machine)})
    return PASSED if passed else FAILED


def _archive(options: argparse.Namespace) -> int:
    from eval.archive import run

    passed = True
    for figure in run(load_settings(), options.articles, mixed=options.mixed):
        print(figure, flush=True)
        passed &= figure.passed
    return PASSED if passed else FAILED


def _million(options: argparse.Namespace) -> int:
    from eval.growing import run

    passed = True
    for figure in run(options.passages, options.vectors, options.index):
        print(figure, flush=True)
        passed &= figure.passed
    return PASSED if passed else FAILED


def _validate(options: argparse.Namespace) -> int:
    from eval.cases import CASES, CORPUS, LEAST_OF_A_KIND, case_schema, read_cases, validate

    if options.schema:
        print(json.dumps(case_schema(), indent=2, ensure_ascii=False))
        return PASSED
    # Files that somebody names need not hold every kind.
    paths, least = (options.paths, 0) if options.paths else ([CASES], LEAST_OF_A_KIND)
    faults = validate(paths, options.corpus or CORPUS, least)
    for fault in faults:
        print(fault, file=sys.stderr)
    if not faults:
        drafts = sum(case.draft for case in read_cases(paths, drafts=True))
        print(f"{len(read_cases(paths))} cases, no fault" + (f"; {drafts} more are drafts" if drafts else ""))
    return FAULTY if faults else PASSED


def _new(options: argparse.Namespace) -> int:
    from eval.cases import read_corpus
    from eval.draft_file import add_cases
    from eval.drafts import DRAFTS, draft_cases, reworded

    settings = load_settings()
    corpus = read_corpus([options.source])
    cases = draft_cases(corpus, options.count)
    if options.llm:
        from rag.models.language_model import open_language_model

        model = open_language_model(settings)
        if model is None:
            raise HemerotecaError("no language model is set (llm = off): set one, or draft without --llm.")
        with closing(model):
            cases = [reworded(case, corpus, model) for case in cases]
    file = options.out or settings.data_dir / DRAFTS
    added = add_cases(file, cases)
    print(f"{len(added)} drafts added to {file}, {len(cases) - len(added)} were there already")
    named = f"{shlex.quote(str(file))} --corpus {shlex.quote(str(options.source))}"
    print(f"read them with `hemeroteca eval accept {named}`")
    return PASSED


def _accept(options: argparse.Namespace) -> int:
    from eval.cases import read_corpus
    from eval.drafts import DRAFTS
    from eval.review import review, system_user

    if not sys.stdin.isatty():
        print("hemeroteca eval accept: a person decides on drafts: run it in a terminal.", file=sys.stderr)
        return FAULTY
    settings = load_settings()
    corpus = read_corpus(options.corpus or settings.corpus)
    file = options.file or settings.data_dir / DRAFTS
    reviewer = (options.reviewer or "").strip() or system_user()
    print(review(file, corpus, reviewer, input, print))
    return PASSED


def _import(options: argparse.Namespace) -> int:
    from eval.sets import ARTICLES, CASES, import_set

    print(import_set(options.set, options.out, options.language))
    cases, articles = (shlex.quote(str(options.out / name)) for name in (CASES, ARTICLES))
    print(f"check them with `hemeroteca eval validate {cases} --corpus {articles}`")
    return PASSED


if __name__ == "__main__":
    sys.exit(main())
