"""The examination: cases asked of the assistant, scored, compared with a baseline, gated and reported.

A question's way: `runner` asks it, `scores` judges the answer, `measures` adds the cases up, `gates` compares with the
floors and with the baseline, `reports` shows the result.
"""
