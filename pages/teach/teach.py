"""Take it to class."""

from argsoft.ui import controls, teaching

topic = controls.choice("topic")
teaching.TOPIC[topic]()
