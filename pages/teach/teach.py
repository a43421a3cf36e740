"""Take it to class."""

from argsoft.ui.classroom import teach
from argsoft.ui.inputs import controls

topic = controls.choice("topic")
teach.TOPIC[topic]()
