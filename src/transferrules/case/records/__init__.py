"""The records of a case, grouped as people think of them: who, what comes in, the law, meetings, papers, decisions."""
