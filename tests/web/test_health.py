import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi import FastAPI
from sqlalchemy import insert
from starlette.testclient import TestClient

from knowledge.assembly import Knowledge
from knowledge.database import outbox
from knowledge.generations import request
from web.workers import AnswerWorkers
