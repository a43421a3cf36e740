"""What a teacher takes to class: lessons, questions, a worksheet and a handout, and their words."""
