"""The types of fields: the accepted values, and their description in the JSON Schema."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from wayin import dates, validators

Reference = validators.Reference
PartialDate = dates.PartialDate
Duration = dates.Duration

Text = Annotated[str, BeforeValidator(validators.text, json_schema_input_type=str)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(validators.items, json_schema_input_type=list[str] | str)]
CommaTexts = Annotated[
    tuple[Text, ...], BeforeValidator(validators.comma_items, json_schema_input_type=list[str] | str)
]
"""A list, or a text with commas."""
Tags = Annotated[tuple[Text, ...], BeforeValidator(validators.tags, json_schema_input_type=list[str] | str)]
Date = Annotated[date, BeforeValidator(dates.day, json_schema_input_type=date)]
Dates = Annotated[tuple[Date, ...], BeforeValidator(validators.items, json_schema_input_type=list[date] | date)]
Moment = Annotated[date | datetime, BeforeValidator(dates.moment, json_schema_input_type=date | datetime)]
Step = Annotated[
    date | Literal["yes", "skip"] | None,
    BeforeValidator(dates.step, json_schema_input_type=date | bool | Literal["yes", "skip"]),
]
"""The day a step was done; `yes` if the day is unknown, `skip` if it won't be done."""
Ref = Annotated[Reference, BeforeValidator(Reference.parse, json_schema_input_type=str)]
Refs = Annotated[tuple[Ref, ...], BeforeValidator(validators.references, json_schema_input_type=list[str] | str)]
Sayings = Annotated[
    tuple[Annotated[str, BeforeValidator(validators.saying, json_schema_input_type=str)], ...],
    BeforeValidator(validators.references, json_schema_input_type=list[str] | str),
]
Period = Annotated[PartialDate, BeforeValidator(PartialDate.parse, json_schema_input_type=str)]
PeriodEnd = Annotated[PartialDate | None, BeforeValidator(dates.period_end, json_schema_input_type=str)]
Birthday = Annotated[dates.Birthday, BeforeValidator(dates.Birthday.parse, json_schema_input_type=str)]
Five = Annotated[int, BeforeValidator(validators.one_to_five, json_schema_input_type=Annotated[int, Field(ge=1, le=5)])]
Minutes = Annotated[int, BeforeValidator(validators.minutes, json_schema_input_type=Annotated[int, Field(ge=1)])]
Url = Annotated[str, BeforeValidator(validators.url, json_schema_input_type=str)]
Email = Annotated[str, BeforeValidator(validators.email, json_schema_input_type=str)]
Emails = Annotated[tuple[Email, ...], BeforeValidator(validators.items, json_schema_input_type=list[str] | str)]
Icon = Annotated[str, BeforeValidator(validators.icon, json_schema_input_type=str)]
File = Annotated[str, BeforeValidator(validators.file, json_schema_input_type=str)]
Private = Annotated[bool, BeforeValidator(validators.private, json_schema_input_type=bool)]
Flag = Annotated[bool, BeforeValidator(validators.flag, json_schema_input_type=bool)]
Confidential = Annotated[bool, BeforeValidator(validators.confidential, json_schema_input_type=bool | str)]
Label = Annotated[str, BeforeValidator(validators.label, json_schema_input_type=str)]
