"""What people learn before they are matched: courses, lessons, quizzes, and who has done what until when."""
