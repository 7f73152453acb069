"""Training: who must know which pages by when, and the proof that they do.

Owns Assignment, LearningPath, Acknowledgement, Exemption, SignOff, Attempt, EffectivenessCheck, Supervisor. Words:
Duty (what an assignment asks of one person on one page), Standard (what of a page has to be acknowledged today).
What somebody must read again is never stored: `standing` derives it from assignments, editions and acknowledgements.
Imports control, history, pages and what lies below.
Rules named in the code: 21 CFR 211.25, ISO 9001:2015 7.2 and 7.3, ISO 13485:2016 6.2, 21 CFR Part 11, EU GMP chapter 2.
"""
