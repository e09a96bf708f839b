"""The mentoring relationship through its life: answers, agreement, meetings, register."""
