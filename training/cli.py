"""The command `polyp-train`: each subcommand is a function in its own module under `training/commands`.

A command module imports at module level only what `--help` needs. pandas, matplotlib, scipy and torch are imported
inside the command, so that the help appears at once.
"""

import typer

from polyp_core.cli_runner import run_cli
from polyp_core.programs import has_pytorch
from training.cluster_environment import refuse_unusable_cluster
from training.commands.add_corrections import add_corrections
from training.commands.add_presence import add_presence
from training.commands.benchmark import benchmark
from training.commands.caches import caches
from training.commands.compare import compare
from training.commands.compare_video import compare_video
from training.commands.eda import eda
from training.commands.ensemble import ensemble
from training.commands.evaluate import evaluate
from training.commands.evaluate_video import evaluate_video
from training.commands.fit import fit
from training.commands.import_weights import import_weights
from training.commands.learn import learn
from training.commands.package import package
from training.commands.preview import preview
from training.commands.scan import scan
from training.commands.suggest_frames import suggest_frames
from training.installation import training_is_missing

_app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
for command in (
    *(
        scan,
        eda,
        suggest_frames,
        add_corrections,
        fit,
        learn,
        preview,
        evaluate,
        compare,
        evaluate_video,
        compare_video,
        benchmark,
    ),
    *(add_presence, ensemble, package, import_weights),
    caches,
):
    _app.command()(command)

_WITH_PYTORCH = ("fit", "learn", "preview", "add-presence", "ensemble", "package", "import-weights")


@_app.callback(invoke_without_command=True)
def polyp_train(context: typer.Context) -> None:
    """Describes polyp datasets, trains the network on them, scores it. Research use only. Not for diagnosis."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
    else:
        if context.invoked_subcommand in _WITH_PYTORCH and not has_pytorch():
            raise training_is_missing()
        refuse_unusable_cluster(trains=context.invoked_subcommand in ("fit", "learn"))


def main() -> None:
    """Entry point of `polyp-train`."""
    run_cli(_app)


if __name__ == "__main__":
    main()
