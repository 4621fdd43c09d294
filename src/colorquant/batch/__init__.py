"""Many images: which are read, where each goes, the work on each, and its progress."""

from colorquant.batch.inputs import ENDINGS, STANDARD, Input, find_inputs
from colorquant.batch.jobs import Job, Result, fit_shared, make_folder, run_all
from colorquant.batch.outputs import BESIDE, IN_FOLDER, Task, plan_outputs
from colorquant.batch.progress import ProgressBar, percents

__all__ = [
    "BESIDE",
    "ENDINGS",
    "IN_FOLDER",
    "STANDARD",
    "Input",
    "Job",
    "ProgressBar",
    "Result",
    "Task",
    "find_inputs",
    "fit_shared",
    "make_folder",
    "percents",
    "plan_outputs",
    "run_all",
]
