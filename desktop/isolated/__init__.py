"""Work that may not take the program down: in child processes with limits of time and memory.

A room that has such work writes a module with `JOB = Job(__name__, start)` (`job`) and gives requests to a `Runner` of it
(`runner`). The child (`worker`) finds the job by its module's name.
"""

FLAG = "--isolated"
"""A frozen program has no `python -c`: with this argument and a job's module it becomes the child."""
