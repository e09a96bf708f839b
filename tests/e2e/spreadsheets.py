"""The two tables that the story begins with, as people send them: semicolons, an old encoding, a row that cannot be used."""

# One offers what nobody asks for but Priya; one has no address that could be written to.
MENTORS = (
    "Name;E-Mail;Department;Topics;Languages you speak;Max. mentees;Staff room;About me\r\n"
    "Jörg Müller;joerg@elm.example;Physics;Research, Presenting;English, German;1;B 12;I like telescopes.\r\n"
    "Divya Iyer;Divya@Elm.example;Mathematics;Exam planning, Study skills;English, Tamil;1;A 3;I teach algebra.\r\n"
    "Zoë Schäfer;zoe@elm.example;History;Leadership, Presenting;English, German;1;C 7;I lead the choir.\r\n"
    "Ruth Ray;ruth at elm.example;History;Leadership;English;1;C 8;I keep the archive.\r\n"
).encode("cp1252")

# Amélie and Björn both want what Jörg offers; Chloé speaks no language that a mentor speaks.
MENTEES = (
    "Name;E-Mail;Department;Topics;Languages you speak;About me\r\n"
    "Priya Nair;priya@elm.example;Mathematics;Exam planning, Study skills;Tamil, English;Algebra is hard.\r\n"
    'Amélie Roux;amelie@elm.example;Physics;Research, Presenting;English;"Telescopes,\nand poster sessions."\r\n'
    "Björn Åkesson;bjoern@elm.example;Physics;Research, Leadership;German;I sing in the choir.\r\n"
    "Chloé Petit;chloe@elm.example;History;Leadership;French;I am new here.\r\n"
    "Emil East;emil@elm.example;History;Study skills;English;I read a lot.\r\n"
    ";nobody@elm.example;History;Leadership;English;\r\n"
).encode("cp1252")
